package io.apoptosis.pipeline.data;

import io.apoptosis.core.data.DataFormat;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.data.PixelScale;
import io.apoptosis.core.data.ResizeCrop;
import io.apoptosis.core.io.MalformedFile;
import io.apoptosis.pipeline.spec.DataRef;
import io.apoptosis.pipeline.spec.RunSpec.DataSpec;
import io.apoptosis.pipeline.spec.RunSpec.Normalize;
import io.apoptosis.pipeline.spec.RunSpec.Resize;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens the images that a specification names, the same way in every service. */
public final class DataSets {
    private DataSets() {}

    /**
     * @param ref one of {@code data}'s parts
     * @param file where that part lies on this machine
     * @throws MalformedFile if the file is not of the format
     */
    public static ImageSet open(DataSpec data, DataRef ref, Path file) {
        return DataFormat.named(ref.format()).read(file, scale(data.normalize()), size(data.resize()));
    }

    private static @Nullable PixelScale scale(@Nullable Normalize normalize) {
        return normalize == null ? null : new PixelScale(array(normalize.mean()), array(normalize.std()));
    }

    private static ResizeCrop size(@Nullable Resize resize) {
        return resize == null ? ResizeCrop.IMAGENET : new ResizeCrop(resize.shorterSide(), resize.crop());
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
