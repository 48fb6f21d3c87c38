package io.apoptosis.gateway.schedules;

import io.apoptosis.gateway.problem.Refused;
import io.apoptosis.gateway.topology.TopicCopies;
import io.apoptosis.pipeline.message.MessageJson;
import io.apoptosis.pipeline.message.UndecodableMessage;
import io.apoptosis.pipeline.schedule.RunSchedule;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** All schedules, as this gateway's copy of {@code apoptosis.schedules} has them. */
@ApplicationScoped
public class ScheduleViews {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final TopicCopies copies;

    ScheduleViews(TopicCopies copies) {
        this.copies = copies;
    }

    Optional<RunSchedule> find(String name) {
        return Optional.ofNullable(store().get(name)).flatMap(ScheduleViews::decode);
    }

    /** @throws Refused (404) if there is no such schedule */
    RunSchedule get(String name) {
        return find(name).orElseThrow(() -> Refused.notFound("there is no schedule " + name));
    }

    /** By name. */
    List<RunSchedule> all() {
        List<RunSchedule> schedules = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> stored = store().all()) {
            stored.forEachRemaining(schedule -> decode(schedule.value).ifPresent(schedules::add));
        }
        schedules.sort(Comparator.comparing(RunSchedule::name));
        return schedules;
    }

    /**
     * Returns once what was commanded can be seen here, a fraction of a second later as a rule.
     *
     * @throws Refused (503) if it can't in time; the command is not lost
     */
    Optional<RunSchedule> await(String name, Predicate<Optional<RunSchedule>> done) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Optional<RunSchedule> now = find(name);
        while (!done.test(now)) {
            if (System.nanoTime() > deadline) {
                throw Refused.unavailable("the command was taken and will be carried out; look again in a moment");
            }
            try {
                Thread.sleep(LOOK.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Refused.unavailable("the gateway is stopping; the command was taken and will be carried out");
            }
            now = find(name);
        }
        return now;
    }

    private ReadOnlyKeyValueStore<String, byte[]> store() {
        return copies.of(ScheduleTopology.VIEWS);
    }

    private static Optional<RunSchedule> decode(byte[] json) {
        try {
            return Optional.of(MessageJson.read(json, RunSchedule.class));
        } catch (UndecodableMessage e) {
            return Optional.empty();
        }
    }
}
