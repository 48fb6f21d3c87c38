package io.apoptosis.pipeline.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {
    @ParameterizedTest
    @CsvSource({
        "30 2 * * *, UTC, 2026-01-01T00:00:00Z, 2026-01-01T02:30:00Z",
        "30 2 * * *, UTC, 2026-01-01T02:30:00Z, 2026-01-02T02:30:00Z",
        "30 2 * * *, Europe/Berlin, 2026-01-01T00:00:00Z, 2026-01-01T01:30:00Z",
        "30 2 * * *, Europe/Berlin, 2026-07-01T00:00:00Z, 2026-07-01T00:30:00Z",
        "*/15 * * * *, UTC, 2026-01-01T00:07:31Z, 2026-01-01T00:15:00Z",
        "0 9 * * 1, UTC, 2026-01-01T00:00:00Z, 2026-01-05T09:00:00Z",
        "0 0 29 2 *, UTC, 2026-01-01T00:00:00Z, 2028-02-29T00:00:00Z"
    })
    void theFirstTimeLaterThan(String expression, String zone, Instant time, Instant next) {
        assertThat(Cron.of(expression, ZoneId.of(zone)).after(time)).contains(next);
    }

    /** On 29 March 2026 the clocks of Berlin go from 02:00 to 03:00; on 25 October from 03:00 to 02:00. */
    @Test
    void aTimeThatIsLeftOutDoesNotFireThatDayAndOneThatComesTwiceFiresOnce() {
        Cron cron = Cron.of("30 2 * * *", ZoneId.of("Europe/Berlin"));

        assertThat(cron.after(Instant.parse("2026-03-28T12:00:00Z"))).contains(Instant.parse("2026-03-30T00:30:00Z"));
        Instant autumn = cron.after(Instant.parse("2026-10-24T12:00:00Z")).orElseThrow();
        assertThat(autumn).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(cron.after(autumn)).contains(Instant.parse("2026-10-26T01:30:00Z"));
    }

    @Test
    void aDayThatNeverComesHasNoTime() {
        assertThat(Cron.of("0 0 30 2 *", ZoneOffset.UTC).after(Instant.EPOCH)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hourly", "61 * * * *", "* * * *", "* * * * * *", "0 25 * * *", "@reboot"})
    void whatIsNoCrontabLineIsRefused(String expression) {
        assertThatIllegalArgumentException().isThrownBy(() -> Cron.of(expression, ZoneOffset.UTC));
    }
}
