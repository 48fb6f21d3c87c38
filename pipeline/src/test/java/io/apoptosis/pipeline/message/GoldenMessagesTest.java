package io.apoptosis.pipeline.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The wire format, byte by byte. A difference here means that running services stop understanding each other: make a new version. */
class GoldenMessagesTest {
    private static final JsonMapper PRETTY = JsonMapper.builder().build();

    @Test
    void shouldHaveATypeAndAnExampleForEveryRecord() {
        List<Class<?>> records = Stream.of(Task.class, Event.class, Command.class, ScheduleMessage.class)
                .flatMap(GoldenMessagesTest::records)
                .collect(Collectors.toCollection(ArrayList::new));
        records.add(RunStanding.class);

        assertThat(Arrays.stream(MessageType.values()).<Class<?>>map(MessageType::record))
                .containsExactlyInAnyOrderElementsOf(records);
        assertThat(Examples.all()).<Class<?>>extracting(Object::getClass).containsExactlyInAnyOrderElementsOf(records);
    }

    private static Stream<Class<?>> records(Class<?> kind) {
        return kind.isRecord()
                ? Stream.of(kind)
                : Arrays.stream(kind.getPermittedSubclasses()).flatMap(GoldenMessagesTest::records);
    }

    static List<Message> examples() {
        return Examples.all();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void shouldWriteTheGoldenFile(Message message) throws IOException {
        String written = PRETTY.readTree(MessageJson.write(message)).toPrettyString();

        assertThat(written).as("golden file %s", file(message)).isEqualTo(golden(message));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void shouldReadTheGoldenFile(Message message) throws Exception {
        assertThat(MessageJson.read(golden(message).getBytes(), message.getClass()))
                .isEqualTo(message);
    }

    /** A worker of the build before results named their attempt may still be at work during an upgrade. */
    @ParameterizedTest
    @MethodSource("results")
    void shouldTakeAResultWithoutAttemptForAFirstOne(Event.Result result) throws Exception {
        String earlier = golden(result).replaceFirst("(?m)^  \"attempt\" : \\d+,\\n", "");

        assertThat(earlier).doesNotContain("attempt");
        assertThat(MessageJson.read(earlier.getBytes(), result.getClass()).attempt())
                .isEqualTo(1);
    }

    /** Nor does it say where its time went. */
    @ParameterizedTest
    @MethodSource("results")
    void shouldTakeAResultThatDoesNotSayWhatItsTimeWentTo(Event.Result result) throws Exception {
        String earlier = golden(result).replaceFirst("(?s)  \"spent\" : \\{.*?},\\n", "");

        assertThat(earlier).doesNotContain("spent");
        assertThat(MessageJson.read(earlier.getBytes(), result.getClass()).spent())
                .isEqualTo(Spent.UNTOLD);
    }

    /** What only runs of single weights say is not there otherwise, as the golden files show. */
    @Test
    void shouldCarryTheSparsityOfSingleWeights() throws Exception {
        Event.NetworkPruned whole = Examples.all().stream()
                .filter(Event.NetworkPruned.class::isInstance)
                .map(Event.NetworkPruned.class::cast)
                .findFirst()
                .orElseThrow();
        Event.NetworkPruned sparse = new Event.NetworkPruned(
                "r1",
                2,
                whole.checkpoint(),
                new Measurement(0.9, 0.5, 1000, 100, 0.75),
                whole.kept(),
                Map.of("conv1", 0.75),
                1,
                3.0,
                Spent.UNTOLD,
                "pruner-1");

        assertThat(MessageJson.read(MessageJson.write(sparse), Event.NetworkPruned.class))
                .isEqualTo(sparse);
    }

    static Stream<Event.Result> results() {
        return Examples.all().stream().filter(Event.Result.class::isInstance).map(Event.Result.class::cast);
    }

    private static String golden(Message message) throws IOException {
        try (InputStream in = GoldenMessagesTest.class.getResourceAsStream(file(message))) {
            return in == null ? "no golden file " + file(message) : new String(in.readAllBytes()).strip();
        }
    }

    private static String file(Message message) {
        return "golden/" + MessageType.of(message).ceType() + ".json";
    }
}
