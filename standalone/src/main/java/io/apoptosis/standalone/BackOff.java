package io.apoptosis.standalone;

import java.time.Duration;

/** How long to wait before a service that died is started again: longer each time, from the start again after a long life. */
record BackOff(int deaths) {
    static final BackOff NONE = new BackOff(0);

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final Duration LONG_LIFE = Duration.ofMinutes(1);

    BackOff afterLifeOf(Duration life) {
        return new BackOff(life.compareTo(LONG_LIFE) > 0 ? 1 : deaths + 1);
    }

    Duration delay() {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(Math.max(deaths - 1, 0), 10));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}
