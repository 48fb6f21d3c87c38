package io.apoptosis.pipeline.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.message.Handling;
import io.apoptosis.pipeline.message.MessageJson;
import io.apoptosis.pipeline.message.ScheduleMessage.Arrival;
import io.apoptosis.pipeline.message.ScheduleMessage.FireSchedule;
import io.apoptosis.pipeline.message.ScheduleMessage.Firing;
import io.apoptosis.pipeline.message.ScheduleMessage.FiringConcluded;
import io.apoptosis.pipeline.message.ScheduleMessage.SaveSchedule;
import io.apoptosis.pipeline.message.StoredObject;
import io.apoptosis.pipeline.schedule.LastFiring.Outcome;
import io.apoptosis.pipeline.schedule.LastFiring.State;
import io.apoptosis.pipeline.spec.ScheduleSpec;
import io.apoptosis.pipeline.spec.ScheduleSpecs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunScheduleTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NIGHT = Instant.parse("2026-01-01T02:30:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final RunSchedule onArrival = schedule("{ object: checkpoints/*.th }", "");
    private final RunSchedule atNight = schedule("{ cron: '30 2 * * *' }", "");
    private final RunSchedule both = schedule("{ object: checkpoints/*.th, cron: '30 2 * * *' }", "");

    @Test
    void anObjectThatMatchesIsARun() {
        Firings firings = onArrival.on(arrival("checkpoints/a.th", "e1"));

        assertThat(firings.runs()).singleElement().satisfies(firing -> {
            assertThat(firing.object()).isEqualTo(new StoredObject("checkpoints/a.th", "e1"));
            assertThat(firing.runId()).startsWith("s-");
            assertThat(firing.run()).isEqualTo(onArrival.spec().run());
            assertThat(firing.handling().owner()).isEqualTo("ada");
        });
        assertThat(last(firings.next()).runs())
                .containsExactly(Outcome.pending(firings.runs().get(0).runId()));
    }

    @Test
    void whatDoesNotMatchIsNone() {
        assertThat(onArrival.on(arrival("checkpoints/a.onnx", "e1"))).isEqualTo(Firings.none(onArrival));
        assertThat(atNight.on(arrival("checkpoints/a.th", "e1"))).isEqualTo(Firings.none(atNight));
        Arrival aboutNoObject = new Arrival("1", MIDNIGHT, "/training", "saved", null);
        assertThat(onArrival.on(aboutNoObject).runs()).isEmpty();
    }

    @Test
    void allThatATriggerSaysHasToHold() {
        RunSchedule picky = schedule("{ object: 'checkpoints/*', source: '/training/*', type: saved }", "");

        assertThat(picky.on(arrival("checkpoints/a", "e", "/training/7", "saved"))
                        .runs())
                .hasSize(1);
        assertThat(picky.on(arrival("checkpoints/a", "e", "/elsewhere", "saved"))
                        .runs())
                .isEmpty();
        assertThat(picky.on(arrival("checkpoints/a", "e", "/training/7", "begun"))
                        .runs())
                .isEmpty();
    }

    @Test
    void theSameContentIsTheSameRunHoweverOftenAndByWhomItIsTold() {
        String once = onlyRun(onArrival.on(arrival("checkpoints/a.th", "e1")));
        RunSchedule after = onArrival.on(arrival("checkpoints/a.th", "e1")).next();

        assertThat(onlyRun(after.on(arrival("checkpoints/a.th", "e1")))).isEqualTo(once);
        assertThat(onlyRun(after.on(arrival("checkpoints/copy.th", "e1")))).isEqualTo(once);
        assertThat(onlyRun(after.on(arrival("checkpoints/a.th", "e2")))).isNotEqualTo(once);
    }

    @Test
    void aRunOfEachTargetHasAnIdOfItsOwn() {
        Firings firings = schedule("{ object: 'checkpoints/*' }", "targets: { macs: [0.8, 0.6] }")
                .on(arrival("checkpoints/a", "e1"));

        assertThat(firings.runs()).extracting(Firing::runId).hasSize(2).doesNotHaveDuplicates();
        assertThat(last(firings.next()).runs()).hasSize(2);
    }

    @Test
    void timeFiresOnceAtItsTime() {
        assertThat(atNight.next()).isEqualTo(NIGHT);
        assertThat(atNight.tick(NIGHT.minusMillis(1))).isEqualTo(Firings.none(atNight));

        Firings firings = atNight.tick(NIGHT.plusMillis(300));

        assertThat(firings.runs()).hasSize(1);
        assertThat(firings.next().next()).isEqualTo(NIGHT.plus(DAY));
        assertThat(firings.next().tick(NIGHT.plusMillis(1300)).runs()).isEmpty();
    }

    /** A gateway that decides again what was decided, after a crash, comes to the same run. */
    @Test
    void theSameTimeIsTheSameRun() {
        assertThat(onlyRun(atNight.tick(NIGHT.plusSeconds(1)))).isEqualTo(onlyRun(atNight.tick(NIGHT.plusSeconds(9))));
    }

    @Test
    void whateverWasMissedFiresAtMostOnce() {
        Instant late = NIGHT.plus(Duration.ofDays(10)).plusSeconds(7);

        Firings firings = atNight.tick(late);

        assertThat(firings.runs()).hasSize(1);
        assertThat(firings.next().next()).isEqualTo(NIGHT.plus(Duration.ofDays(11)));
    }

    /** A law: over any days, looked at every second or seldom, there are no more runs than days. */
    @Test
    void lookingMoreOftenFiresNoMoreOften() {
        for (Duration pause : List.of(Duration.ofMinutes(1), Duration.ofHours(5), Duration.ofDays(3))) {
            List<String> runs = new ArrayList<>();
            RunSchedule schedule = atNight;
            for (Instant now = MIDNIGHT; now.isBefore(MIDNIGHT.plus(Duration.ofDays(9))); now = now.plus(pause)) {
                Firings firings = schedule.tick(now);
                firings.runs().forEach(firing -> runs.add(firing.runId()));
                schedule = firings.next();
            }
            assertThat(runs).as("every %s", pause).doesNotHaveDuplicates().hasSizeBetween(2, 9);
        }
    }

    @Test
    void whatArrivesWaitsForTheNightAndTheLastOneIsTaken() {
        Firings first = both.on(arrival("checkpoints/a.th", "e1"));
        Firings second = first.next().on(arrival("checkpoints/b.th", "e2"));
        assertThat(first.runs()).isEmpty();
        assertThat(second.runs()).isEmpty();

        Firings night = second.next().tick(NIGHT);

        assertThat(night.runs()).extracting(Firing::object).containsExactly(new StoredObject("checkpoints/b.th", "e2"));
        assertThat(night.next().tick(NIGHT.plus(DAY)).runs()).isEmpty();
        assertThat(night.next().tick(NIGHT.plus(DAY)).next().next()).isEqualTo(NIGHT.plus(DAY.multipliedBy(2)));
    }

    @Test
    void whilePausedNothingFiresByItself() {
        RunSchedule paused = both.paused(MIDNIGHT);

        assertThat(paused.next()).isNull();
        assertThat(paused.tick(NIGHT).runs()).isEmpty();
        assertThat(paused.on(arrival("checkpoints/a.th", "e1"))).isEqualTo(Firings.none(paused));
        assertThat(paused.resumed(NIGHT.plusSeconds(1)).next()).isEqualTo(NIGHT.plus(DAY));
    }

    @Test
    void whoAsksGetsARunAtOnceEvenWhilePaused() {
        StoredObject object = new StoredObject("checkpoints/z.th", "e9");
        FireSchedule command = new FireSchedule("s", MIDNIGHT, "k1", "bob", object);

        Firings firings = both.paused(MIDNIGHT).on(command);

        assertThat(firings.runs()).extracting(Firing::object).containsExactly(object);
        assertThat(last(firings.next()).cause()).isEqualTo("asked for by bob");
        assertThat(onlyRun(firings.next().on(command))).isEqualTo(onlyRun(firings));
        assertThat(onlyRun(both.on(new FireSchedule("s", MIDNIGHT, "k2", "bob", object))))
                .isNotEqualTo(onlyRun(firings));
    }

    @Test
    void itShowsWhatBecameOfItsLastFiring() {
        Firings firings = onArrival.on(arrival("checkpoints/a.th", "e1"));
        String run = onlyRun(firings);

        RunSchedule refused = firings.next().on(new FiringConcluded("s", NIGHT, run, "$.run.model: damaged"));
        RunSchedule started = firings.next().on(new FiringConcluded("s", NIGHT, run, null));

        assertThat(last(refused).runs()).containsExactly(new Outcome(run, State.REFUSED, "$.run.model: damaged"));
        assertThat(last(started).runs()).containsExactly(new Outcome(run, State.STARTED, null));
        assertThat(started.on(new FiringConcluded("s", NIGHT, "s-earlier", "late")))
                .isEqualTo(started);
        assertThat(onArrival.on(new FiringConcluded("s", NIGHT, run, null))).isEqualTo(onArrival);
    }

    @Test
    void replacingItKeepsItsPauseAndPast() {
        RunSchedule fired =
                onArrival.on(arrival("checkpoints/a.th", "e1")).next().paused(MIDNIGHT);

        RunSchedule replaced = RunSchedule.of(
                new SaveSchedule("s", NIGHT, atNight.spec(), fired.handling().ownedBy("bob")), fired);

        assertThat(replaced.paused()).isTrue();
        assertThat(replaced.next()).isNull();
        assertThat(replaced.last()).isEqualTo(fired.last());
        assertThat(replaced.createdAt()).isEqualTo(MIDNIGHT);
        assertThat(replaced.updatedAt()).isEqualTo(NIGHT);
    }

    @Test
    void itsStateOutlivesAGateway() throws Exception {
        RunSchedule state =
                both.on(arrival("checkpoints/a.th", "e1")).next().tick(NIGHT).next();
        RunSchedule waiting = state.on(arrival("checkpoints/b.th", "e2")).next();

        assertThat(MessageJson.read(MessageJson.write(waiting), RunSchedule.class))
                .isEqualTo(waiting);
    }

    private static RunSchedule schedule(String trigger, String more) {
        boolean object = trigger.contains("object");
        String text = """
                name: s
                trigger: %s
                %s
                run:
                  model: { architecture: resnet20, classes: 10, weights: "%s" }
                  data: { train: { cifar10: "object:b" }, test: { cifar10: "object:c" } }
                  prune: { target: { macs: 0.5 } }
                """.formatted(trigger, more, object ? "${object}" : "object:a");
        ScheduleSpec spec = ScheduleSpecs.parse(text.getBytes(StandardCharsets.UTF_8), "");
        return RunSchedule.of(new SaveSchedule("s", MIDNIGHT, spec, Handling.DEFAULT.ownedBy("ada")), null);
    }

    private static Arrival arrival(String key, String etag) {
        return arrival(key, etag, "minio:s3..models", "com.amazonaws.s3:ObjectCreated:Put");
    }

    private static Arrival arrival(String key, String etag, String source, String type) {
        return new Arrival("1", MIDNIGHT, source, type, new StoredObject(key, etag));
    }

    private static String onlyRun(Firings firings) {
        assertThat(firings.runs()).hasSize(1);
        return firings.runs().get(0).runId();
    }

    private static LastFiring last(RunSchedule schedule) {
        LastFiring last = schedule.last();
        assertThat(last).isNotNull();
        return last;
    }
}
