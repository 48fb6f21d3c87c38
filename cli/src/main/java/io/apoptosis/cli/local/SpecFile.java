package io.apoptosis.cli.local;

import io.apoptosis.cli.BadInput;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpecs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A specification on this machine. */
public final class SpecFile {
    private static final long MAX_BYTES = 1 << 20;

    private SpecFile() {}

    /** Reads and checks it; the files it names are found and made absolute paths. */
    public static RunSpec read(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        RunSpec spec = RunSpecs.parse(bytes(file), file.toString());
        return new LocalFiles(Path.of(""), parent == null ? Path.of("") : parent, Home.directory()).located(spec);
    }

    private static byte[] bytes(Path file) {
        try {
            if (!Files.exists(file)) {
                throw new BadInput("there is no file " + file);
            }
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
                throw new BadInput(file + " is not a specification (a YAML or JSON file under 1 MiB)");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new BadInput("cannot read " + file + ": " + e.getMessage());
        }
    }
}
