package io.apoptosis.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.cli.ExitCode;
import io.apoptosis.cli.client.FakeGateway;
import io.apoptosis.cli.local.TinyRun;
import io.apoptosis.cli.terminal.Errors;
import io.apoptosis.cli.terminal.Terminal;
import io.apoptosis.pipeline.spec.ScheduleSpec;
import io.apoptosis.pipeline.spec.ScheduleSpecs;
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
import picocli.CommandLine;

class SchedulesCommandTest {
    private final FakeGateway gateway = new FakeGateway();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void shouldUploadWhatATemplateNamesAndLeaveThePlaceholder() throws IOException {
        TinyRun.in(folder);
        Path file = Files.writeString(folder.resolve("Tiny_Night.yaml"), """
                trigger: { object: "checkpoints/*.th" }
                run:
                  model: { architecture: resnet20, classes: 10, weights: "${object}" }
                  data: { train: { tensors: images.safetensors }, test: { tensors: images.safetensors } }
                """);

        assertThat(run("create", file.toString(), "--keep", "final")).isEqualTo(ExitCode.OK);
        assertThat(run("create", file.toString(), "--replace")).isEqualTo(ExitCode.OK);

        assertThat(gateway.requests).contains("POST /api/v1/schedules?keep=final", "PUT /api/v1/schedules/tiny-night");
        ScheduleSpec sent = ScheduleSpecs.parse(gateway.submitted.get(0).getBytes(StandardCharsets.UTF_8), "");
        assertThat(sent.needsObject()).isTrue();
        assertThat(sent.run().data().train().location()).startsWith("object:uploads/");
        assertThat(gateway.uploads).hasSize(1);
    }

    @Test
    void shouldRefuseABadScheduleHere() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.yaml"), "triger: { object: checkpoints/a }\nrun: {}\n");

        assertThat(run("create", file.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err()).contains("did you mean `trigger`?");
        assertThat(gateway.requests).isEmpty();
    }

    @Test
    void shouldListAndShow() {
        assertThat(run("list")).isEqualTo(ExitCode.OK);
        assertThat(out()).contains("checkpoints/*.th", "active", "started");
        assertThat(run("list", "--json")).isEqualTo(ExitCode.OK);
        assertThat(out()).contains("{\"spec\":{\"name\":\"s\"");
        gateway.schedule = FakeGateway.schedule("\"state\":\"refused\",\"problem\":\"$.model: damaged\"");
        assertThat(run("show", "s")).isEqualTo(ExitCode.OK);
        assertThat(out()).contains("last fired by object checkpoints/a.th", "run s-1: refused: $.model: damaged");
    }

    @Test
    void shouldFireAndSayWhatCameOfIt() throws IOException {
        assertThat(run("run", "s", "--object", "checkpoints/a.th")).isEqualTo(ExitCode.OK);
        assertThat(gateway.submitted).containsExactly("{\"object\":\"checkpoints/a.th\"}");
        assertThat(out()).contains("run s-1: started");

        gateway.schedule = FakeGateway.schedule("\"state\":\"refused\",\"problem\":\"$.model: damaged\"");
        Path file = Files.writeString(folder.resolve("w.th"), "weights");
        assertThat(run("run", "s", "--file", file.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(gateway.submitted.get(1))
                .startsWith("{\"object\":\"uploads/")
                .endsWith("/w.th\"}");
        assertThat(run("run", "s", "--file", "nowhere")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run("run", "s", "--file", file.toString(), "--object", "x")).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void shouldPauseResumeAndDelete() {
        assertThat(run("pause", "s")).isEqualTo(ExitCode.OK);
        assertThat(run("resume", "s", "--json")).isEqualTo(ExitCode.OK);
        assertThat(run("delete", "s")).isEqualTo(ExitCode.OK);

        assertThat(gateway.requests)
                .containsExactly(
                        "POST /api/v1/schedules/s/pause",
                        "POST /api/v1/schedules/s/resume",
                        "DELETE /api/v1/schedules/s");
    }

    private int run(String... arguments) {
        Terminal terminal = new Terminal(print(out), print(err), false);
        List<String> line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of("--server", gateway.uri().toString()));
        return new CommandLine(new SchedulesCommand(terminal))
                .setExecutionExceptionHandler(new Errors(terminal.err()))
                .execute(line.toArray(new String[0]));
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
