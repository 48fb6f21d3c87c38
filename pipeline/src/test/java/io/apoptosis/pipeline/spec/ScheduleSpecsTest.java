package io.apoptosis.pipeline.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.apoptosis.pipeline.spec.InvalidSpec.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleSpecsTest {
    private static final String MODEL = "{ architecture: resnet20, classes: 10, weights: \"${object}\" }";
    private static final String DATA = "{ train: cifar10/train, test: cifar10/test }";

    @Test
    void shouldReadATemplateAsARunWithAPlaceholder() {
        ScheduleSpec schedule = parse("{ object: checkpoints/*.th }", MODEL, DATA, "prune: { target: { macs: 0.6 } }");

        assertThat(schedule.name()).isEqualTo("new-checkpoints");
        assertThat(schedule.needsObject()).isTrue();
        assertThat(schedule.run().name()).isEqualTo("new-checkpoints");
        assertThat(schedule.run().importance().criterion()).isEqualTo("oba");
        RunSpec filled = ScheduleSpec.filled(schedule.run(), "object:uploads/aa/w.th");
        assertThat(filled.model().weights()).isEqualTo("object:uploads/aa/w.th");
        assertThat(filled.withModel(schedule.run().model())).isEqualTo(schedule.run());
    }

    @Test
    void shouldPutTheObjectInAnOnnxModelsPlaceToo() {
        ScheduleSpec schedule =
                parse("{ object: checkpoints/*.onnx }", "{ onnx: \"${object}\", classes: 10 }", DATA, "seed: 1");

        assertThat(ScheduleSpec.filled(schedule.run(), "object:x").model().architecture())
                .isEqualTo("onnx");
        assertThat(ScheduleSpec.filled(schedule.run(), "object:x").model().weights())
                .isEqualTo("object:x");
    }

    @Test
    void shouldMakeARunOfEachTarget() {
        ScheduleSpec schedule =
                read("name: two\ntrigger: { object: checkpoints/*.th }\ntargets: { macs: [0.8, 0.6] }\nrun: { model: "
                        + MODEL + ", data: " + DATA + " }");

        assertThat(schedule.runs()).extracting(RunSpec::name).containsExactly("two-0.8", "two-0.6");
        assertThat(schedule.runs())
                .extracting(run -> run.prune() == null ? null : run.prune().target())
                .containsExactly(new RunSpec.Target("macs", List.of(0.8)), new RunSpec.Target("macs", List.of(0.6)));
    }

    @Test
    void shouldReadBackWhatItWrites() {
        for (String trigger : List.of(
                "{ object: checkpoints/*.th, source: '/training/*', type: 'a.b' }",
                "{ object: checkpoints/*.th, cron: '30 2 * * *', timeZone: Europe/Berlin }")) {
            ScheduleSpec schedule = parse(trigger, MODEL, DATA, "seed: 3");

            assertThat(ScheduleSpecs.parse(ScheduleSpecs.write(schedule), "")).isEqualTo(schedule);
        }
    }

    @Test
    void shouldSayWhatWasProbablyMeant() {
        assertThat(refused("name: a\ntriger: { object: checkpoints/a }\nrun: {}"))
                .anySatisfy(problem -> assertThat(problem).contains("$.triger", "did you mean `trigger`?"));
        assertThat(refused("name: a\ntrigger: { objects: checkpoints/a }\nrun: {}"))
                .anySatisfy(problem -> assertThat(problem).contains("did you mean `object`?"));
        assertThat(refusedTemplate("{ object: checkpoints/a }", MODEL, DATA, "prun: { target: { macs: 0.6 } }"))
                .anySatisfy(problem -> assertThat(problem).contains("$.run.prun", "did you mean `prune`?"));
    }

    @Test
    void shouldTellAllProblemsAtTheirPlaces() {
        assertThat(refusedTemplate(
                        "{ object: checkpoints/a, cron: '61 * * * *' }",
                        MODEL,
                        DATA,
                        "prune: { target: { macs: 1.6 } }"))
                .anySatisfy(problem -> assertThat(problem).startsWith("$.trigger.cron: "))
                .anySatisfy(problem -> assertThat(problem).startsWith("$.run.prune.target.macs: 1.6 is out of range"))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"uploads/*", "runs/*", "checkpoints/", "../checkpoints/a", "*"})
    void shouldReadNoOtherPlaceOfTheBucket(String object) {
        assertThat(refusedTemplate("{ object: '" + object + "' }", MODEL, DATA, "seed: 1"))
                .singleElement()
                .asString()
                .contains("$.trigger.object", "begin with checkpoints/");
    }

    @Test
    void shouldRefuseAPlaceholderThatNothingCouldFill() {
        assertThat(refusedTemplate("{ cron: '30 2 * * *' }", MODEL, DATA, "seed: 1"))
                .containsExactly(
                        "$.run.model.weights: ${object} needs `trigger.object`, which says whose place it takes, for example"
                                + " checkpoints/*.th");
        assertThat(refusedTemplate("{ object: checkpoints/a }", MODEL.replace("object}", "objekt}"), DATA, "seed: 1"))
                .singleElement()
                .asString()
                .contains("\"${objekt}\" is no placeholder; the only one is ${object}");
        assertThat(refusedTemplate(
                        "{ object: checkpoints/a }",
                        MODEL,
                        "{ train: { folder: '${object}' }, test: cifar10/test }",
                        "seed: 1"))
                .singleElement()
                .asString()
                .contains("$.run.data.train", "model.weights or model.onnx only");
    }

    @Test
    void shouldRefuseTimesThatDoNotExist() {
        assertThat(refusedTemplate("{ object: checkpoints/a, timeZone: UTC }", MODEL, DATA, "seed: 1"))
                .singleElement()
                .asString()
                .contains("beside `cron` only");
        assertThat(refusedTemplate(
                        "{ object: checkpoints/a, cron: '0 0 * * *', timeZone: Europe/Berlinn }",
                        MODEL,
                        DATA,
                        "seed: 1"))
                .singleElement()
                .asString()
                .contains("$.trigger.timeZone", "Europe/Berlinn");
        assertThat(refusedTemplate("{ object: checkpoints/a, cron: '0 0 30 2 *' }", MODEL, DATA, "seed: 1"))
                .containsExactly("$.trigger.cron: there is no such time, ever");
    }

    @Test
    void shouldWantANameWhereNoFileHasOne() {
        String text = "trigger: { object: checkpoints/a }\nrun: { model: " + MODEL + ", data: " + DATA + " }";

        assertThat(refused(text)).containsExactly("$: `name` is missing");
        assertThat(ScheduleSpecs.parse(text.getBytes(StandardCharsets.UTF_8), "dir/Night_Run.yaml")
                        .name())
                .isEqualTo("night-run");
        assertThat(refused("name: Night_Run\n" + text))
                .singleElement()
                .asString()
                .contains("lower-case letters");
    }

    private static ScheduleSpec parse(String trigger, String model, String data, String more) {
        return read(template(trigger, model, data, more));
    }

    private static List<String> refusedTemplate(String trigger, String model, String data, String more) {
        return refused(template(trigger, model, data, more));
    }

    private static String template(String trigger, String model, String data, String more) {
        return "name: new-checkpoints\ntrigger: %s\nrun: { model: %s, data: %s, %s }"
                .formatted(trigger, model, data, more);
    }

    private static ScheduleSpec read(String text) {
        return ScheduleSpecs.parse(text.getBytes(StandardCharsets.UTF_8), "");
    }

    private static List<String> refused(String text) {
        return catchThrowableOfType(InvalidSpec.class, () -> read(text)).problems().stream()
                .map(Problem::toString)
                .toList();
    }
}
