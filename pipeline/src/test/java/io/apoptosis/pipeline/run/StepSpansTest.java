package io.apoptosis.pipeline.run;

import static io.apoptosis.pipeline.run.Example.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.apoptosis.pipeline.message.MessageJson;
import io.apoptosis.pipeline.message.Task;
import io.apoptosis.pipeline.trace.PastSpan;
import io.apoptosis.pipeline.trace.TaskWork;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link Example}: two steps, the second with fine-tuning. */
class StepSpansTest {
    private static final String ROOT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void everyStepOfATracedRunIsASpanUnderTheSubmission() {
        Play play = Play.traced(ROOT);
        while (!(play.state instanceof Completed)) {
            List<Task> tasks = play.tasks();
            play.after(Duration.ofSeconds(1));
            tasks.forEach(task -> play.on(Example.resultOf(task)));
        }

        assertThat(play.spans())
                .extracting(span -> span.work().name(), PastSpan::parent, StepSpansTest::outcome)
                .containsExactly(tuple("step-1", ROOT, "done"), tuple("step-2", ROOT, "done"));
        assertThat(play.spans()).allSatisfy(span -> assertThat(span.end()).isAfter(span.begin()));
        assertThat(play.spans().get(1).begin()).isEqualTo(play.spans().get(0).end());
    }

    @Test
    void aRunThatWasSubmittedUntracedHasNone() {
        Play play = Play.started().work().work().work().work().work().work();

        assertThat(play.spans()).isEmpty();
        assertThat(play.state.run().trace()).isNull();
        assertThat(new String(MessageJson.write(play.state))).doesNotContain("trace");
    }

    @Test
    void tasksOfAStepHaveItsSpanAsParentLongBeforeItIsTold() {
        Play play = Play.traced(ROOT);
        assertThat(parent(play)).isEqualTo(ROOT);
        play.work();
        String parent = parent(play);
        play.work().work();

        PastSpan told = play.spans().get(0);
        assertThat(parent).isEqualTo("00-0af7651916cd43dd8448eb211c80319c-" + told.id() + "-01");
        assertThat(parent(play)).as("of the next step").isNotEqualTo(parent);
    }

    @Test
    void aGatewayThatReadsTheStateGoesOnWithTheTrace() throws Exception {
        Play play = Play.traced(ROOT).work();
        String parent = parent(play);

        RunState elsewhere = MessageJson.read(MessageJson.write(play.state), RunState.class);

        assertThat(((Stage) elsewhere).traceparent()).isEqualTo(parent);
    }

    @Test
    void whatStopsARunEndsTheSpanAndGoingOnBeginsAnother() {
        Play play = Play.traced(ROOT).work();
        play.after(Duration.ofSeconds(5)).pause();
        play.after(Duration.ofSeconds(60)).resume();
        play.on(failure(play.tasks().get(0), false));

        PastSpan paused = play.spans().get(0);
        PastSpan failed = play.spans().get(1);
        assertThat(List.of(outcome(paused), outcome(failed))).containsExactly("paused", "failed");
        assertThat(paused.failure()).isNull();
        assertThat(failed.failure()).isEqualTo("no answer from the store");
        assertThat(failed.id()).isNotEqualTo(paused.id());
        assertThat(failed.begin())
                .as("not when the step began")
                .isEqualTo(paused.end().plusSeconds(60));

        play.resume().cancel();
        assertThat(play.spans()).hasSize(3);
        assertThat(outcome(play.spans().get(2))).isEqualTo("cancelled");
    }

    private static String parent(Play play) {
        return String.valueOf(((Stage) play.state).traceparent());
    }

    private static Object outcome(PastSpan span) {
        return span.work().attributes().get(TaskWork.OUTCOME);
    }
}
