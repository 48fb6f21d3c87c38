package io.apoptosis.pipeline.run;

import static io.apoptosis.pipeline.run.Example.beat;
import static io.apoptosis.pipeline.run.Example.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.apoptosis.pipeline.message.Task;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class RunStateTest {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    @TestFactory
    Stream<DynamicTest> everyStateSurvivesJson() {
        return everyState().stream()
                .map(state -> DynamicTest.dynamicTest(
                        state.label(), () -> assertThat(roundTrip(state)).isEqualTo(state)));
    }

    private static RunState roundTrip(RunState state) throws JsonProcessingException {
        return JSON.readValue(JSON.writeValueAsString(state), RunState.class);
    }

    private static List<RunState> everyState() {
        Play play = Play.started();
        Task evaluate = play.task();
        RunState evaluating = play.on(beat(evaluate, 1, 2)).state;
        RunState waiting = play.on(failure(evaluate, true)).state;
        RunState failed = Play.started().on(failure(evaluate, false)).state;
        RunState queued = Play.queued(Example.submit()).state;
        RunState paused = Play.started().work().pause().state;
        RunState cancelled = Play.started().cancel().state;
        Play whole = Play.started();
        RunState scoring = whole.work().state;
        RunState pruning = whole.work().state;
        RunState finetuning = whole.work().work().work().work().state;
        RunState repairing =
                Play.started(Example.submit(Example.repairing())).work().work().work().state;
        RunState exporting = whole.work().state;
        RunState completed = whole.work().state;
        RunState cleaning = whole.retry(2).state;
        return List.of(
                evaluating,
                waiting,
                failed,
                paused,
                cancelled,
                scoring,
                pruning,
                repairing,
                finetuning,
                exporting,
                completed,
                cleaning,
                queued);
    }
}
