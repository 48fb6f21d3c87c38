package io.apoptosis.cli.local;

import io.apoptosis.cli.BadInput;
import io.apoptosis.core.data.Cifar10;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.data.TensorFile;
import io.apoptosis.pipeline.spec.DataRef;
import io.apoptosis.pipeline.spec.RunSpec.Normalize;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Data sets in this process. */
public final class Images {
    private static final Normalize AS_THEY_ARE = new Normalize(List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));

    private Images() {}

    /** Reads a data set whose location is an absolute path. */
    public static ImageSet read(DataRef data, @Nullable Normalize normalize) {
        Path file = Path.of(data.location());
        return switch (data.format()) {
            case "tensors" -> TensorFile.read(file);
            case "cifar10" -> cifar10(file, normalize == null ? AS_THEY_ARE : normalize);
            default -> throw new BadInput("images in the format \"" + data.format() + "\" can't be read");
        };
    }

    private static ImageSet cifar10(Path file, Normalize normalize) {
        try {
            return Cifar10.read(file, array(normalize.mean()), array(normalize.std()));
        } catch (IllegalArgumentException e) {
            throw new BadInput(String.valueOf(e.getMessage()));
        }
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
