package io.apoptosis.cli.local;

import io.apoptosis.cli.BadInput;
import io.apoptosis.pipeline.compare.Grid;
import io.apoptosis.pipeline.spec.ComparisonSpec;
import io.apoptosis.pipeline.spec.ComparisonSpecs;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.validation.Candidate;
import io.apoptosis.pipeline.validation.CandidateLoader;
import io.apoptosis.pipeline.validation.Rules;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A comparison on this machine.
 *
 * @param text as it was written
 * @param spec its files found and made absolute paths
 */
public record ComparisonFile(String text, ComparisonSpec spec) {

    /** Reads it and the file of its base, which lies beside it or in the working directory or the installation. */
    public static ComparisonFile read(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        Path folder = parent == null ? Path.of("") : parent;
        byte[] text = SpecFile.bytes(file);
        ComparisonSpec spec = ComparisonSpecs.parse(
                text,
                file.toString(),
                Runtime.getRuntime().availableProcessors(),
                base -> SpecFile.bytes(found(base, folder)));
        RunSpec located = new LocalFiles(Path.of(""), folder, DataFolder.ofThisMachine()).located(spec.base());
        return new ComparisonFile(new String(text, StandardCharsets.UTF_8), spec.withBase(located));
    }

    /** Opens the network and the data once and refuses a comparison with a run that can't be done. */
    public void check() {
        Candidate base = new CandidateLoader(Path::of).load(spec.base());
        for (RunSpec run : Grid.of(spec).runs()) {
            Rules.check(new Candidate(run, base.network(), base.train(), base.test()));
        }
    }

    private static Path found(String base, Path folder) {
        List<Path> places =
                List.of(folder.resolve(base), Path.of(base), Home.directory().resolve(base));
        return places.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new BadInput("there is no file " + base + " for `base`; looked for "
                        + places.stream().map(Path::toString).collect(Collectors.joining(", "))));
    }
}
