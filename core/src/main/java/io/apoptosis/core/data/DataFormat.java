package io.apoptosis.core.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How labelled images may lie on disk, by the key a specification uses. */
public enum DataFormat {
    /** {@link Cifar}, ten classes. */
    CIFAR10 {
        @Override
        public ImageSet read(Path file, @Nullable PixelScale scale, ResizeCrop size) {
            return Cifar.CIFAR10.read(file, orUnit(scale, 3));
        }
    },
    /** {@link Cifar}, a hundred (fine) classes. */
    CIFAR100 {
        @Override
        public ImageSet read(Path file, @Nullable PixelScale scale, ResizeCrop size) {
            return Cifar.CIFAR100.read(file, orUnit(scale, 3));
        }
    },
    /** {@link Idx}. */
    IDX {
        @Override
        public ImageSet read(Path file, @Nullable PixelScale scale, ResizeCrop size) {
            return Idx.read(file, orUnit(scale, 1));
        }
    },
    /** {@link ImageFolder}. */
    FOLDER {
        @Override
        public ImageSet read(Path file, @Nullable PixelScale scale, ResizeCrop size) {
            return ImageFolder.read(file, size, orUnit(scale, 3));
        }
    },
    /** {@link TensorFile}: neither scaled nor resized. */
    TENSORS {
        @Override
        public ImageSet read(Path file, @Nullable PixelScale scale, ResizeCrop size) {
            return TensorFile.read(file);
        }
    };

    /**
     * @param scale of bytes to floats; null leaves them in 0..1
     * @param size of images that come in many sizes
     * @throws io.apoptosis.core.io.MalformedFile if the file is not of this format
     */
    public abstract ImageSet read(Path file, @Nullable PixelScale scale, ResizeCrop size);

    /** @throws IllegalArgumentException for a key that no format has, naming those there are */
    public static DataFormat named(String key) {
        return Arrays.stream(values())
                .filter(format -> format.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown data format " + key + "; use one of "
                        + Arrays.stream(values()).map(DataFormat::key).collect(Collectors.joining(", "))));
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static PixelScale orUnit(@Nullable PixelScale scale, int channels) {
        return scale == null ? PixelScale.unit(channels) : scale;
    }
}
