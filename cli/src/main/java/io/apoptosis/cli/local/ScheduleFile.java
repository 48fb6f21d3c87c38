package io.apoptosis.cli.local;

import io.apoptosis.pipeline.spec.ScheduleSpec;
import io.apoptosis.pipeline.spec.ScheduleSpecs;
import java.nio.file.Path;

/** A schedule on this machine. */
public final class ScheduleFile {
    private ScheduleFile() {}

    /** Reads and checks it; the files it names are found and made absolute paths. */
    public static ScheduleSpec read(Path file) {
        return ScheduleSpecs.parse(SpecFile.bytes(file), file.toString()).located(SpecFile.filesOf(file)::located);
    }
}
