package io.apoptosis.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckupTest {
    @TempDir
    private Path folder;

    @Test
    void servicesThatAreNotBuiltAreNamedWithWhatToDo() throws Exception {
        Path app = Files.createDirectories(folder.resolve("gateway/target/quarkus-app"));
        Files.createFile(app.resolve("quarkus-run.jar"));

        Finding services = finding("services");

        assertThat(services.isWell()).isFalse();
        assertThat(services.observed()).isEqualTo("scorer-worker, pruner-worker, finetune-worker not built");
        assertThat(services.remedy()).contains("./mvnw package").contains(folder.toString());
    }

    @Test
    void theEngineIsReallyLoaded() {
        assertThat(finding("tensor engine").observed()).contains("PyTorch");
        assertThat(finding("Java").isWell()).isTrue();
    }

    /** The folder does not exist yet before the first run. */
    @Test
    void theDiskOfAFolderThatIsStillToBeMadeIsThatOfItsParent() {
        assertThat(new Checkup(folder, folder.resolve("a/b")).findings())
                .filteredOn(found -> found.subject().equals("disk"))
                .singleElement()
                .extracting(Finding::observed)
                .asString()
                .endsWith("GiB");
    }

    private Finding finding(String subject) {
        return new Checkup(folder, folder)
                .findings().stream()
                        .filter(found -> found.subject().equals(subject))
                        .findFirst()
                        .orElseThrow();
    }
}
