package io.apoptosis.cli.local;

import io.apoptosis.cli.BadInput;
import io.apoptosis.pipeline.spec.ObjectLocation;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpecs;
import io.apoptosis.pipeline.validation.Candidate;
import io.apoptosis.pipeline.validation.CandidateLoader;
import io.apoptosis.pipeline.validation.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** A specification on this machine. */
public final class SpecFile {
    private static final long MAX_BYTES = 1 << 20;

    private SpecFile() {}

    /** Reads and checks it; the files it names are found and made absolute paths. */
    public static RunSpec read(Path file) {
        return filesOf(file).located(RunSpecs.parse(bytes(file), file.toString()));
    }

    /** As {@link #read}, of a network that is still to be trained: its weights need not be there. */
    public static RunSpec untrained(Path file) {
        return filesOf(file).dataLocated(RunSpecs.parse(bytes(file), file.toString()));
    }

    /** Where files lie that it names. */
    static LocalFiles filesOf(Path specification) {
        Path parent = specification.toAbsolutePath().getParent();
        return new LocalFiles(Path.of(""), parent == null ? Path.of("") : parent, DataFolder.ofThisMachine());
    }

    /** Opens everything that a specification names on this machine, and refuses a run that can't be done. */
    public static Candidate checked(RunSpec spec) {
        Candidate candidate = new CandidateLoader(Path::of).load(spec);
        Rules.check(candidate);
        return candidate;
    }

    /** Whether all its files are on this machine. */
    public static boolean isLocal(RunSpec spec) {
        return Stream.of(
                        spec.model().graph(),
                        spec.model().weights(),
                        spec.data().train().location(),
                        spec.data().test().location())
                .filter(Objects::nonNull)
                .allMatch(location -> ObjectLocation.key(location).isEmpty());
    }

    static byte[] bytes(Path file) {
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
