package io.apoptosis.pipeline.data;

import io.apoptosis.core.data.Cifar10;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.data.TensorFile;
import io.apoptosis.core.io.MalformedFile;
import io.apoptosis.pipeline.spec.DataRef;
import io.apoptosis.pipeline.spec.RunSpec.Normalize;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens the images that a specification names, the same way in every service. */
public final class DataSets {
    private static final Normalize AS_THEY_ARE = new Normalize(List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));

    private DataSets() {}

    /**
     * @param normalize applied to bytes scaled to 0..1; null leaves them there. Tensor files are used as they are.
     * @param file where the data lies on this machine
     * @throws MalformedFile if the file is not of the format
     */
    public static ImageSet open(DataRef ref, @Nullable Normalize normalize, Path file) {
        return switch (ref.format()) {
            case "cifar10" -> cifar10(normalize == null ? AS_THEY_ARE : normalize, file);
            case "tensors" -> TensorFile.read(file);
            default ->
                throw new IllegalArgumentException("unknown data format " + ref.format() + "; use cifar10 or tensors");
        };
    }

    private static ImageSet cifar10(Normalize normalize, Path file) {
        return Cifar10.read(file, array(normalize.mean()), array(normalize.std()));
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
