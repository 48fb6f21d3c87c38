package io.apoptosis.cli.local;

import io.apoptosis.core.data.DataFormat;
import io.apoptosis.pipeline.spec.DataRef;
import io.apoptosis.pipeline.spec.InvalidSpec;
import io.apoptosis.pipeline.spec.InvalidSpec.Problem;
import io.apoptosis.pipeline.spec.ObjectLocation;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpec.DataSpec;
import io.apoptosis.pipeline.spec.RunSpec.ModelSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the files that a specification names lie on this machine: relative to the working directory, else to the specification, else
 * to the installation ({@code APOPTOSIS_HOME}); named data sets in the {@link DataFolder}, and there what a {@link WebFile} is fetched to.
 */
final class LocalFiles {
    private final List<Path> roots;
    private final DataFolder dataFolder;
    private final List<Problem> problems = new ArrayList<>();

    LocalFiles(Path workingDirectory, Path specDirectory, DataFolder dataFolder) {
        this.dataFolder = dataFolder;
        this.roots = Stream.of(workingDirectory, specDirectory, dataFolder.installation())
                .map(path -> path.toAbsolutePath().normalize())
                .distinct()
                .toList();
    }

    /** The specification with absolute paths; {@link InvalidSpec} naming every file that is not there. */
    RunSpec located(RunSpec spec) {
        ModelSpec model = spec.model();
        RunSpec located = spec.withModel(
                        model.at(optional("$.model.graph", model.graph()), located("$.model.weights", model.weights())))
                .withData(located(spec.data()));
        refuseProblems();
        return located;
    }

    /** As {@link #located}, the model's files as they are written: they need not be there. */
    RunSpec dataLocated(RunSpec spec) {
        RunSpec located = spec.withData(located(spec.data()));
        refuseProblems();
        return located;
    }

    private void refuseProblems() {
        if (!problems.isEmpty()) {
            throw new InvalidSpec(problems);
        }
    }

    private DataSpec located(DataSpec data) {
        return data.at(located("$.data.train", data.train()), located("$.data.test", data.test()));
    }

    private @Nullable String optional(String path, @Nullable String location) {
        return location == null ? null : located(path, location);
    }

    private DataRef located(String path, DataRef data) {
        if (data.named()) {
            Path file = dataFolder.file(data.location());
            if (!Files.isRegularFile(file)) {
                problems.add(new Problem(
                        path,
                        "the data set " + data.location() + " should be at " + file + " but is not there; "
                                + dataFolder.remedy(data.location())));
            }
            return data.at(file.toString());
        }
        boolean folder = data.format().equals(DataFormat.FOLDER.key());
        return data.at(located(
                path, data.location(), folder ? file -> Files.exists(file) : file -> Files.isRegularFile(file)));
    }

    private String located(String path, String location) {
        return located(path, location, file -> Files.isRegularFile(file));
    }

    private String located(String path, String location, Predicate<Path> there) {
        if (ObjectLocation.key(location).isPresent()) {
            return location;
        }
        if (WebFile.is(location)) {
            return fetched(path, location);
        }
        try {
            for (Path root : roots) {
                Path file = root.resolve(location).normalize();
                if (there.test(file)) {
                    return file.toString();
                }
            }
            problems.add(new Problem(path, "there is no file " + location + looked(location)));
        } catch (InvalidPathException e) {
            problems.add(new Problem(path, "\"" + location + "\" is not a path"));
        }
        return location;
    }

    private String fetched(String path, String location) {
        try {
            return WebFile.at(location)
                    .in(dataFolder.downloads().resolve("web"))
                    .toString();
        } catch (IOException | IllegalArgumentException e) {
            problems.add(new Problem(path, String.valueOf(e.getMessage())));
            return location;
        }
    }

    private String looked(String location) {
        return Path.of(location).isAbsolute()
                ? ""
                : "; looked in " + roots.stream().map(Path::toString).collect(Collectors.joining(", "));
    }
}
