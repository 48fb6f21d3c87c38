package io.apoptosis.pipeline.run;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.apoptosis.pipeline.message.Command;
import io.apoptosis.pipeline.message.Command.ResumeRun;
import io.apoptosis.pipeline.message.Command.StartRun;
import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Message;
import io.apoptosis.pipeline.message.MessageJson;
import io.apoptosis.pipeline.message.MessageType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What commit 1c19c85 wrote while a run went on – its state as the changelog of the fold has it, one of each kind, and the messages – is
 * read and carried on. The run: two steps of three shards, repair, two slices, paused once, keeps its results only.
 */
class EarlierBuildTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RunFold FOLD = new RunFold(RetryPolicy.DEFAULT);

    @ParameterizedTest
    @MethodSource("states")
    void nothingOfAStateIsLost(String written) throws Exception {
        RunState state = MessageJson.read(written.getBytes(StandardCharsets.UTF_8), RunState.class);

        assertThat(missing("", JSON.readTree(written), JSON.readTree(MessageJson.write(state))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("states")
    void theRunIsFinishedFromWhereItWas(String written) throws Exception {
        RunState state = MessageJson.read(written.getBytes(StandardCharsets.UTF_8), RunState.class);
        boolean cancelled = state instanceof Cancelled;
        Instant now = state.run().updatedAt();

        state = FOLD.on(state, new ResumeRun(state.run().id(), now)).next();
        state = started(state, now);
        for (Recorded recorded : messages()) {
            state = recorded.onto(state);
        }

        assertThat(state).isInstanceOf(cancelled ? Cancelled.class : Completed.class);
        assertThat(state.run().steps()).hasSize(2);
    }

    @Test
    void everyKindOfStateIsThere() throws IOException {
        assertThat(states().map(EarlierBuildTest::label)).containsExactlyInAnyOrderElementsOf(Transitions.states());
    }

    /** Admission lets it in at once. */
    private static RunState started(RunState state, Instant now) {
        return FOLD.on(
                        state,
                        new StartRun(state.run().id(), now, state.standing().ticket()))
                .next();
    }

    /** What the one has and the other has not, or has otherwise. */
    private static List<String> missing(String path, JsonNode before, JsonNode after) {
        List<String> lost = new ArrayList<>();
        if (before.isObject()) {
            before.properties()
                    .forEach(field -> lost.addAll(
                            missing(path + "/" + field.getKey(), field.getValue(), after.path(field.getKey()))));
        } else if (before.isArray() && before.size() == after.size()) {
            for (int i = 0; i < before.size(); i++) {
                lost.addAll(missing(path + "/" + i, before.get(i), after.get(i)));
            }
        } else if (!before.equals(after)) {
            lost.add("%s was %s, is %s".formatted(path, before, after));
        }
        return lost;
    }

    private static String label(String written) {
        try {
            return JSON.readTree(written).get("state").asText();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<String> states() throws IOException {
        return lines("1c19c85/states.jsonl").stream();
    }

    private static List<Recorded> messages() throws Exception {
        List<Recorded> messages = new ArrayList<>();
        for (String line : lines("1c19c85/messages.jsonl")) {
            JsonNode json = JSON.readTree(line);
            MessageType type = MessageType.named(json.get("type").asText()).orElseThrow();
            byte[] data = JSON.writeValueAsBytes(json.get("data"));
            messages.add(
                    new Recorded(Instant.ofEpochMilli(json.get("at").asLong()), MessageJson.read(data, type.record())));
        }
        return messages;
    }

    private static List<String> lines(String name) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                requireNonNull(EarlierBuildTest.class.getResourceAsStream(name)), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }

    private record Recorded(Instant at, Message message) {
        /** But for the pause, which is over. */
        RunState onto(RunState state) {
            if (message instanceof Event event) {
                return FOLD.on(state, event, at).next();
            }
            return message instanceof Command command && !(command instanceof Command.PauseRun)
                    ? FOLD.on(state, command).next()
                    : state;
        }
    }
}
