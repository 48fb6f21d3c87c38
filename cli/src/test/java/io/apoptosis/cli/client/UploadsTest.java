package io.apoptosis.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpecs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadsTest {
    /** SHA-256 of "abc" (FIPS 180-2, appendix B.1). */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private final FakeGateway gateway = new FakeGateway();
    private final List<String> sent = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void shouldSendEachContentOnceAndReferToItByItsHash() throws IOException {
        Path weights = Files.writeString(folder.resolve("my weights.th"), "abc");
        Path images = Files.writeString(folder.resolve("images.safetensors"), "pixels");

        RunSpec first = uploaded(weights, images);
        RunSpec second = uploaded(weights, images);

        assertThat(first.model().weights()).isEqualTo("object:uploads/" + ABC + "/my_weights.th");
        assertThat(second).isEqualTo(first);
        assertThat(gateway.uploads.get(ABC + "/my_weights.th")).asString().isEqualTo("abc");
        assertThat(first.data().train().objectKey())
                .isPresent()
                .isEqualTo(first.data().test().objectKey());
        assertThat(sent).containsExactly("my_weights.th", "images.safetensors");
    }

    @Test
    void shouldLeaveObjectsWhereTheyAre() throws IOException {
        Path images = Files.writeString(folder.resolve("images.safetensors"), "pixels");

        assertThat(uploaded("object:uploads/x/w.th", images).model().weights()).isEqualTo("object:uploads/x/w.th");
    }

    @Test
    void shouldGiveFilesNamesThatTheGatewayAccepts() throws IOException {
        Path images = Files.writeString(folder.resolve("_my images!.safetensors"), "pixels");

        assertThat(uploaded("object:w", images).data().train().location()).endsWith("/f_my_images_.safetensors");
    }

    @Test
    void shouldSendAFolderAsOneArchiveThatIsTheSameEachTime() throws IOException {
        Files.write(Files.createDirectories(folder.resolve("pets/cat")).resolve("1.png"), new byte[] {1});
        Files.write(Files.createDirectories(folder.resolve("pets/dog")).resolve("1.png"), new byte[] {2});
        RunSpec spec = RunSpecs.parse("""
                model: { architecture: resnet20, classes: 10, weights: "object:w" }
                data: { train: { folder: "%s" }, test: { folder: "%s" } }
                """.formatted(folder.resolve("pets"), folder.resolve("pets")), "pets.yaml");

        RunSpec uploaded = uploaded(spec);

        assertThat(sent).containsExactly("pets.zip");
        assertThat(uploaded.data().test()).isEqualTo(uploaded.data().train());
        assertThat(uploaded.data().train().location())
                .startsWith("object:uploads/")
                .endsWith("/pets.zip");
    }

    private RunSpec uploaded(Object weights, Path images) {
        RunSpec spec = RunSpecs.parse("""
                model: { architecture: resnet20, classes: 10, weights: "%s" }
                data: { train: { tensors: "%s" }, test: { tensors: "%s" } }
                """.formatted(weights, images, images), "tiny.yaml");
        return uploaded(spec);
    }

    private RunSpec uploaded(RunSpec spec) {
        return new Uploads(new GatewayClient(gateway.uri()), (name, bytes) -> sent.add(name)).uploaded(spec);
    }
}
