package io.apoptosis.pipeline.validation;

import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.io.MalformedFile;
import io.apoptosis.pipeline.data.DataSets;
import io.apoptosis.pipeline.data.Networks;
import io.apoptosis.pipeline.spec.DataRef;
import io.apoptosis.pipeline.spec.InvalidSpec;
import io.apoptosis.pipeline.spec.InvalidSpec.Problem;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpec.ModelSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens everything that a specification names, and says of all that can't be opened why not. */
public final class CandidateLoader {
    private final FileSource files;

    public CandidateLoader(FileSource files) {
        this.files = files;
    }

    /** @throws InvalidSpec if a file is missing, damaged, or a checkpoint of another architecture */
    public Candidate load(RunSpec spec) {
        List<Problem> problems = new ArrayList<>();
        Network network = attempt("$.model", problems, () -> network(spec.model()));
        ImageSet train =
                attempt("$.data.train", problems, () -> images(spec, spec.data().train()));
        ImageSet test =
                attempt("$.data.test", problems, () -> images(spec, spec.data().test()));
        if (network == null || train == null || test == null) {
            throw new InvalidSpec(problems);
        }
        return new Candidate(spec, network, train, test);
    }

    private Network network(ModelSpec model) {
        String graph = model.graph();
        Path graphFile = graph == null ? null : files.fetch(graph);
        Path weights = files.fetch(model.weights());
        return naming(weights, model.weights(), () -> Networks.open(model, graphFile, weights));
    }

    private ImageSet images(RunSpec spec, DataRef ref) {
        Path file = files.fetch(ref.location());
        return naming(file, ref.location(), () -> DataSets.open(spec.data(), ref, file));
    }

    /** A person knows the location, not where a copy of it lies. */
    private static <T> T naming(Path file, String location, Supplier<T> open) {
        try {
            return open.get();
        } catch (MalformedFile e) {
            throw new MalformedFile(String.valueOf(e.getMessage()).replace(file.toString(), location), e);
        }
    }

    private static <T> @Nullable T attempt(String path, List<Problem> problems, Supplier<T> open) {
        try {
            return open.get();
        } catch (MissingFile | MalformedFile | IllegalArgumentException e) {
            problems.add(new Problem(path, String.valueOf(e.getMessage())));
            return null;
        }
    }
}
