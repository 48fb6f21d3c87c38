package io.apoptosis.pipeline.run;

import static io.apoptosis.pipeline.run.Example.beat;
import static io.apoptosis.pipeline.run.Example.failure;
import static io.apoptosis.pipeline.run.Example.shard;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskViewTest {
    @Test
    void showsWhatIsDoneAndWhatIsUnderWayButNotWhatNobodyTook() {
        Play play = Play.started().work();
        play.on(beat(play.tasks().get(2), 1, 4)).on(shard(1, 0));

        assertThat(tasks(play))
                .extracting(TaskView::task, TaskView::state, TaskView::fraction)
                .containsExactly(
                        tuple("step-0/evaluate", "done", 1.0),
                        tuple("step-1/score/0", "done", 1.0),
                        tuple("step-1/score/2", "running", 0.25));
    }

    @Test
    void aResultThatCameTwiceIsOneTask() {
        Play play = Play.started().work().on(shard(1, 0)).on(shard(1, 0));

        assertThat(tasks(play)).hasSize(2);
    }

    @Test
    void aTaskThatFailedAndSucceededLaterShowsItsSecondAttempt() {
        Play play = Play.started();
        play.on(failure(play.task(), true));
        assertThat(tasks(play)).singleElement().extracting(TaskView::state).isEqualTo("retrying");

        play.after(Duration.ofMinutes(1)).work();
        assertThat(tasks(play)).singleElement().satisfies(task -> {
            assertThat(task.state()).isEqualTo("done");
            assertThat(task.attempt()).isEqualTo(2);
        });
    }

    @Test
    void onlyTheLastOnesAreRemembered() {
        Play play = Play.started(Example.submit(Example.spec(List.of(0.5), 40, 2)));
        while (!(play.state instanceof Completed)) {
            play.work();
        }

        assertThat(tasks(play)).hasSize(Run.REMEMBERED);
        assertThat(tasks(play)).last().extracting(TaskView::task).isEqualTo("step-40/export");
    }

    @Test
    void epochsOfFineTuningAreKeptWithTheirStep() {
        Play play = Play.started();
        while (!(play.state instanceof Completed)) {
            play.work();
        }

        List<RunView.Step> steps = RunView.of(play.state).steps();
        assertThat(steps.get(0).epochs()).isEmpty();
        assertThat(steps.get(1).epochs())
                .hasSize(2)
                .allSatisfy(epoch -> assertThat(epoch.trainLoss()).isEqualTo(0.3));
    }

    private static List<TaskView> tasks(Play play) {
        return TaskView.of(play.state);
    }
}
