package io.apoptosis.cli;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.apoptosis.cli.client.FakeGateway;
import io.apoptosis.cli.local.TinyRun;
import io.apoptosis.cli.terminal.Terminal;
import io.apoptosis.core.io.SafeTensors;
import io.apoptosis.core.model.Architectures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApoptosisTest {
    private final FakeGateway gateway = new FakeGateway();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prune",
                "compare",
                "standalone",
                "score",
                "validate",
                "train",
                "evaluate",
                "inspect",
                "runs",
                "runs watch",
                "schedules",
                "doctor",
                "export",
                "benchmark",
                "data",
                "data download"
            })
    void shouldHelpWithExamples(String command) {
        String[] arguments = (command + " --help").split(" ", -1);

        assertThat(run(arguments)).isEqualTo(ExitCode.OK);
        assertThat(out())
                .contains("Usage: apoptosis " + command)
                .contains("Example")
                .contains("apoptosis " + command + " ");
        assertThat(out()).as("no colours outside a terminal").doesNotContain("\u001b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "prunee",
                "prune",
                "score x.yaml",
                "score x.yaml --out y --precision half",
                "validate",
                "compare",
                "compare x.yaml --at-once 0",
                "runs"
            })
    void shouldCallAWrongCommandLineBadInput(String line) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" ", -1))).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err()).contains("apoptosis");
    }

    @Test
    void shouldTrainFromScratchAndGiveTheSameWeightsAgain() throws IOException {
        Path spec = TinyRun.in(folder);
        Files.delete(folder.resolve("w.safetensors"));
        Files.writeString(
                spec,
                "finetune: { epochs: 2, batchSize: 2, optimizer: { learningRate: 0.001 } }\nthreads: 1\n",
                APPEND);
        Path once = folder.resolve("once.safetensors");
        Path again = folder.resolve("again.safetensors");

        assertThat(run("train", spec.toString(), "--out", once.toString())).isEqualTo(ExitCode.OK);
        assertThat(out().lines()).hasSize(2).allMatch(line -> line.matches("epoch .*accuracy .* %, loss .*"));
        assertThat(run("train", spec.toString(), "--out", again.toString())).isEqualTo(ExitCode.OK);
        assertThat(again).hasSameBinaryContentAs(once);
        Architectures.named("resnet20", 10).load(SafeTensors.read(once));
    }

    @Test
    void shouldRefuseToTrainWhatSaysNotHow() throws IOException {
        String spec = TinyRun.in(folder).toString();

        assertThat(run("train", spec, "--out", folder.resolve("x").toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err()).contains("finetune");
    }

    @Test
    void shouldMeasureNetworksSideBySide() {
        assertThat(run("benchmark", "resnet20", "resnet32", "--batch", "2", "--rounds", "3"))
                .isEqualTo(ExitCode.OK);
        assertThat(out().lines())
                .anyMatch(line -> line.startsWith("resnet20") && line.endsWith(" 1.000"))
                .anyMatch(line -> line.startsWith("resnet32") && line.contains("M"));
    }

    @Test
    void shouldRefuseToMeasureWhatIsNoModel() throws IOException {
        Path file = Files.writeString(folder.resolve("x.onnx"), "no model");

        assertThat(run("benchmark", file.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err()).contains("can't load");
    }

    @Test
    void shouldExportWithBatchNormsFolded() throws IOException {
        String spec = TinyRun.in(folder).toString();
        Path whole = folder.resolve("whole.onnx");
        Path folded = folder.resolve("folded.onnx");

        assertThat(run("export", spec, "--out", whole.toString())).isEqualTo(ExitCode.OK);
        assertThat(run("export", spec, "--out", folded.toString(), "--fold-batch-norms"))
                .isEqualTo(ExitCode.OK);
        assertThat(Files.readString(whole, StandardCharsets.ISO_8859_1)).contains("BatchNormalization");
        assertThat(Files.readString(folded, StandardCharsets.ISO_8859_1)).doesNotContain("BatchNormalization");
    }

    @Test
    void shouldSayNoToQuantizingAndWhatToDoInstead() {
        Path out = folder.resolve("int8.onnx");

        assertThat(run("export", "model.onnx", "--out", out.toString(), "--quantize", "int8"))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err()).contains("can't make them").contains("quantize_static");
        assertThat(out).doesNotExist();
    }

    @Test
    void shouldCompleteItsCommandsInAShell() {
        assertThat(run("completion")).isEqualTo(ExitCode.OK);
        assertThat(out()).contains("complete ").contains("doctor").contains("--data-dir");
    }

    @Test
    void shouldSayWhetherAGatewayAnswers() {
        assertThat(run("doctor", "--server", gateway.uri().toString())).isEqualTo(ExitCode.OK);
        assertThat(out()).contains("ok ").contains("answers");
        assertThat(run("doctor", "--server", "http://127.0.0.1:1")).isEqualTo(ExitCode.FAILED);
        assertThat(out()).contains("BAD ").contains("start it");
    }

    @Test
    void shouldNameEveryProblemOfASpecification() throws IOException {
        Path spec = spec("modell: 1\nprune: { target: { macs: 1.5 } }\n");

        assertThat(run("prune", spec.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err())
                .contains("did you mean `model`?")
                .contains("1.5 is out of range")
                .doesNotContain("Exception");
    }

    @Test
    void shouldSayWhereItLookedForAMissingFile() throws IOException {
        String spec = TinyRun.in(folder).toString();
        Files.delete(folder.resolve("w.safetensors"));

        assertThat(run("prune", spec, "--server", gateway.uri().toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err())
                .contains("$.model.weights: there is no file w.safetensors; looked in ")
                .contains(folder.toString());
        assertThat(gateway.requests).isEmpty();
    }

    @Test
    void shouldPruneThroughAServerAndFetchTheResults() throws IOException {
        gateway.files.put("run.json", "{}".getBytes(StandardCharsets.UTF_8));
        gateway.streams.add(List.of(FakeGateway.view(2, "SCORING"), FakeGateway.view(3, "COMPLETED")));

        assertThat(prune()).isEqualTo(ExitCode.OK);
        assertThat(gateway.submitted)
                .singleElement()
                .asString()
                .contains("object:uploads/")
                .doesNotContain(folder.toString());
        assertThat(folder.resolve("results/run.json")).hasContent("{}");
        assertThat(out()).contains("final").contains("0.600").contains("80.0 %").contains("run.json");
        assertThat(err()).contains("uploaded w.safetensors").contains("dense network: 90.0 %");
    }

    @Test
    void shouldTellProgramsOfEveryChange() throws IOException {
        gateway.files.put("run.json", "{}".getBytes(StandardCharsets.UTF_8));
        gateway.streams.add(List.of(FakeGateway.view(2, "SCORING"), FakeGateway.view(3, "COMPLETED")));

        assertThat(prune("--json")).isEqualTo(ExitCode.OK);
        List<JsonNode> told = new ArrayList<>();
        for (String line : out().lines().toList()) {
            told.add(new ObjectMapper().readTree(line));
        }
        assertThat(told).extracting(run -> run.at("/state").asText()).endsWith("SCORING", "COMPLETED");
        assertThat(told.get(told.size() - 1).at("/final/macs").asInt()).isEqualTo(600);
    }

    @Test
    void shouldKeepQuiet() throws IOException {
        gateway.files.put("run.json", "{}".getBytes(StandardCharsets.UTF_8));
        gateway.streams.add(List.of(FakeGateway.view(3, "COMPLETED")));

        assertThat(prune("--quiet")).isEqualTo(ExitCode.OK);
        assertThat(out()).isEmpty();
        assertThat(err()).isEmpty();
    }

    @Test
    void shouldListRunsForPrograms() throws IOException {
        assertThat(run("runs", "list", "--json", "--server", gateway.uri().toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(new ObjectMapper().readTree(out()).at("/id").asText()).isEqualTo("run-1");
    }

    @Test
    void shouldRefuseADamagedCheckpointBeforeItAsksAnyone() throws IOException {
        Path spec = TinyRun.in(folder);
        Files.writeString(folder.resolve("w.safetensors"), "abc");

        assertThat(run("prune", spec.toString(), "--server", gateway.uri().toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err()).contains("$.model: ").contains("w.safetensors");
        assertThat(gateway.requests).isEmpty();
    }

    @Test
    void shouldPrintTheServersProblems() throws IOException {
        gateway.refusal = 400;
        gateway.problem = "{\"detail\":\"refused\",\"errors\":[\"$.prune.skip[0]: no layer conv9\"]}";

        assertThat(prune()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err()).contains("apoptosis: refused").contains("  $.prune.skip[0]: no layer conv9");
    }

    @Test
    void shouldFailWhereTheRunFails() throws IOException {
        gateway.streams.add(List.of(FakeGateway.view(3, "CANCELLED")));

        assertThat(prune()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void shouldCancelTheRunAtAnInterruption() throws IOException {
        gateway.onSubmit = Thread.currentThread()::interrupt;

        assertThat(prune()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(gateway.requests).contains("DELETE /api/v1/runs/run-1");
        assertThat(err()).contains("cancelled");
    }

    @Test
    void shouldCompareThroughAServer() throws IOException {
        gateway.view = FakeGateway.view(3, "COMPLETED").replace("\"steps\":[]", """
                "steps":[{"step":5,"targetRatio":0.6,"accuracyAfterPruning":0.7,"accuracy":0.8,"loss":0.4,"macs":600,\
                "parameters":60,"kept":{"conv1":12},"epochs":[],"seconds":1}]""");

        assertThat(compare()).isEqualTo(ExitCode.OK);
        assertThat(gateway.submitted)
                .as("what there is before fine-tuning is measured by the run that fine-tunes")
                .hasSize(2)
                .allMatch(spec -> spec.contains("object:uploads/") && spec.contains("\"epochs\":1"));
        assertThat(out())
                .containsPattern("oba +0.600 +none +none +70.0 %")
                .containsPattern("weight +0.600 +none +1 epoch +80.0 %")
                .contains("fine-tuning 1 epoch: oba and weight are level");
        assertThat(folder.resolve("results/compare.csv"))
                .content()
                .contains("weight,0.6,none,none,7,0.7,600,0.6,60,0.6,,run-1");
        assertThat(folder.resolve("results/compare.json")).content().contains("\"conv1\" : 16");
        assertThat(folder.resolve("results/compare.html")).content().contains("weight, conv1: 75.0 % of its channels");
    }

    @Test
    void shouldCancelAComparisonAtAnInterruption() throws IOException {
        gateway.onSubmit = Thread.currentThread()::interrupt;
        gateway.streams.add(List.of(FakeGateway.view(1, "EVALUATING")));
        gateway.streams.add(List.of(FakeGateway.view(99, "CANCELLED")));

        assertThat(compare()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(gateway.requests).contains("DELETE /api/v1/runs/run-1");
        assertThat(err()).contains("cancelled").contains("goes on with what is missing");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void shouldSayWhichRunsOfAComparisonAreMissing() throws IOException {
        gateway.streams.add(List.of(FakeGateway.view(3, "CANCELLED")));

        assertThat(compare()).isEqualTo(ExitCode.FAILED);
        assertThat(err()).contains("1/2 tiny: cancelled").contains("2 of 2 runs have not completed");
        assertThat(folder.resolve("results")).doesNotExist();
    }

    @Test
    void shouldOnlyListTheRunsOfAComparison() throws IOException {
        assertThat(run("compare", comparison().toString(), "--dry-run")).isEqualTo(ExitCode.OK);
        assertThat(out()).isEqualTo("compare-oba-0.6-1-epoch-7\ncompare-weight-0.6-1-epoch-7\n");
        assertThat(gateway.requests).isEmpty();
    }

    @Test
    void shouldNameEveryProblemOfAComparison() throws IOException {
        Files.writeString(comparison(), "base: tiny.yaml\ncriterion: [oba]\ntarget: { macs: 0.5 }\n");

        assertThat(run("compare", folder.resolve("compare.yaml").toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err()).contains("`criteria` is missing").contains("did you mean `targets`?");
    }

    private int compare() throws IOException {
        return run(
                "compare",
                comparison().toString(),
                "--server",
                gateway.uri().toString(),
                "--at-once",
                "1",
                "--out",
                folder.resolve("results").toString());
    }

    private Path comparison() throws IOException {
        TinyRun.in(folder);
        return Files.writeString(
                folder.resolve("compare.yaml"),
                "base: tiny.yaml\ncriteria: [oba, weight]\nfinetune: [none, { epochs: 1 }]\nseeds: [7]\n");
    }

    @Test
    void shouldListShowAndCancelRuns() {
        String server = gateway.uri().toString();

        assertThat(run("runs", "list", "--server", server)).isEqualTo(ExitCode.OK);
        assertThat(run("runs", "show", "run-1", "--server", server)).isEqualTo(ExitCode.OK);
        assertThat(run("runs", "cancel", "run-1", "--server", server)).isEqualTo(ExitCode.OK);
        assertThat(out()).contains("run-1  tiny  EVALUATING").contains("dense").contains("accepted");
    }

    @Test
    void shouldPauseResumeAndRetryARun() {
        String server = gateway.uri().toString();

        assertThat(run("runs", "pause", "run-1", "--server", server)).isEqualTo(ExitCode.OK);
        assertThat(run("runs", "resume", "run-1", "--server", server)).isEqualTo(ExitCode.OK);
        assertThat(run("runs", "retry", "run-1", "--step", "2", "--server", server))
                .isEqualTo(ExitCode.OK);
        assertThat(gateway.requests)
                .contains(
                        "POST /api/v1/runs/run-1/pause",
                        "POST /api/v1/runs/run-1/resume",
                        "POST /api/v1/runs/run-1/retry?step=2");
        assertThat(out()).contains("goes on").contains("does step 2 again");
    }

    @Test
    void shouldCloneARunWithChanges() {
        String server = gateway.uri().toString();

        assertThat(run(
                        "runs",
                        "clone",
                        "run-1",
                        "--set",
                        "name=b",
                        "--set",
                        "prune.target.macs=0.5",
                        "--priority",
                        "low",
                        "--server",
                        server))
                .isEqualTo(ExitCode.OK);
        assertThat(gateway.requests).contains("POST /api/v1/runs/run-1/clone?priority=low");
        assertThat(gateway.submitted).containsExactly("{\"name\":\"b\",\"prune\":{\"target\":{\"macs\":0.5}}}");
        assertThat(run("runs", "clone", "run-1", "--set", "macs", "--server", server))
                .isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void shouldSayThatNoServerAnswers() {
        assertThat(run("runs", "list", "--server", "http://127.0.0.1:1")).isEqualTo(ExitCode.FAILED);
        assertThat(err()).contains("http://127.0.0.1:1").doesNotContain("Exception");
    }

    @Test
    void shouldInspectAnArchitecture() {
        assertThat(run("inspect", "resnet20")).isEqualTo(ExitCode.OK);
        assertThat(out())
                .contains("layer1.0.conv1")
                .contains("16x32x32")
                .contains("16x16x3x3")
                .contains("40.55 M MACs")
                .contains("269.7 k parameters")
                .contains("layer1.0.conv1, 16 units, each about 294.9 k MACs and 290 parameters\n"
                        + "  leave  layer1.0.conv1\n  enter  layer1.0.conv2\n");
    }

    @Test
    void shouldInspectAnOnnxModel() {
        assertThat(run("inspect", "../core/src/test/resources/onnx/vit_timm.onnx"))
                .isEqualTo(ExitCode.OK);
        assertThat(out()).contains("attn/qkv/MatMul, 3 units").contains("leave  patch_embed");
        assertThat(run("inspect", "../core/src/test/resources/onnx/README.md")).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void shouldRefuseAnUnknownModel() {
        assertThat(run("inspect", "resnet21")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err()).contains("resnet21").contains("resnet20");
    }

    private int prune(String... options) throws IOException {
        List<String> line = new ArrayList<>(List.of("prune", TinyRun.in(folder).toString()));
        line.addAll(List.of("--server", gateway.uri().toString()));
        line.addAll(List.of("--out", folder.resolve("results").toString()));
        line.addAll(List.of(options));
        return run(line.toArray(String[]::new));
    }

    private Path spec(String text) throws IOException {
        return Files.writeString(folder.resolve("wrong.yaml"), text);
    }

    private int run(String... arguments) {
        return Apoptosis.execute(new Terminal(stream(out), stream(err), false), arguments);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
