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
import java.util.Optional;
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
        return load(spec, () -> network(spec.model()));
    }

    /**
     * What is known of a run before there is an object in its placeholder's place: the data, and of a built-in architecture all but the
     * weights. Empty where the network will come with the object.
     *
     * @throws InvalidSpec as {@link #load(RunSpec)}
     */
    public Optional<Candidate> loadTemplate(RunSpec template) {
        ModelSpec model = template.model();
        boolean builtIn = model.architecture() != null && !ModelSpec.ONNX.equals(model.architecture());
        if (builtIn) {
            return Optional.of(load(template, () -> Networks.shaped(model)));
        }
        List<Problem> problems = new ArrayList<>();
        images(template, problems);
        if (!problems.isEmpty()) {
            throw new InvalidSpec(problems);
        }
        return Optional.empty();
    }

    private Candidate load(RunSpec spec, Supplier<Network> model) {
        List<Problem> problems = new ArrayList<>();
        Network network = attempt("$.model", problems, model);
        List<ImageSet> images = images(spec, problems);
        if (network == null || !problems.isEmpty()) {
            throw new InvalidSpec(problems);
        }
        return new Candidate(spec, network, images.get(0), images.get(1));
    }

    /** For training and for the test, in this order; none where there are problems. */
    private List<ImageSet> images(RunSpec spec, List<Problem> problems) {
        ImageSet train =
                attempt("$.data.train", problems, () -> images(spec, spec.data().train()));
        ImageSet test =
                attempt("$.data.test", problems, () -> images(spec, spec.data().test()));
        return train == null || test == null ? List.of() : List.of(train, test);
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
