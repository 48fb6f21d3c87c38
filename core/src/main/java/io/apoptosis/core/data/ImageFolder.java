package io.apoptosis.core.data;

import io.apoptosis.core.io.MalformedFile;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * ImageNet's layout: one folder per class, images anywhere in it; labels count the classes in the order of their names, as
 * torchvision's ImageFolder does. A folder, or a zip archive of one. Images are decoded batch by batch, on all cores.
 */
public final class ImageFolder implements ImageSet {
    private static final Set<String> ENDINGS = Set.of("jpg", "jpeg", "png", "bmp", "gif");
    private static final int LARGEST_FILE = 1 << 28;

    private final FileTree tree;
    private final List<String> names;
    private final int[] labels;
    private final ResizeCrop size;
    private final PixelScale scale;

    private ImageFolder(FileTree tree, List<String> names, int[] labels, ResizeCrop size, PixelScale scale) {
        this.tree = tree;
        this.names = names;
        this.labels = labels;
        this.size = size;
        this.scale = scale;
    }

    public static ImageSet read(Path root, ResizeCrop size, PixelScale scale) {
        if (scale.channels() != 3) {
            throw new IllegalArgumentException("images are read with 3 channels: normalize needs 3 means and standard"
                    + " deviations, got " + scale.channels());
        }
        FileTree tree = FileTree.open(root);
        List<String> names = tree.names().stream().filter(ImageFolder::isImage).toList();
        List<String> classes =
                names.stream().map(ImageFolder::className).distinct().sorted().toList();
        if (names.isEmpty()) {
            throw new MalformedFile(root + " holds no images in folders of classes (CLASS/NAME.jpg or .png)");
        }
        int[] labels = names.stream()
                .mapToInt(name -> Arrays.binarySearch(classes.toArray(), className(name)))
                .toArray();
        return new ImageFolder(tree, names, labels, size, scale);
    }

    private static boolean isImage(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return name.indexOf('/') > 0 && ENDINGS.contains(ending);
    }

    private static String className(String name) {
        return name.substring(0, name.indexOf('/'));
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public Shape sampleShape() {
        return Shape.of(3, size.crop(), size.crop());
    }

    @Override
    public int[] labels() {
        return labels.clone();
    }

    @Override
    public Batch batch(int[] indices) {
        int plane = size.crop() * size.crop();
        float[] pixels = new float[indices.length * 3 * plane];
        IntStream.range(0, indices.length).parallel().forEach(n -> {
            String name = names.get(indices[n]);
            byte[] planes = size.planes(ImageFile.decode(name, tree.read(name, LARGEST_FILE)));
            for (int c = 0; c < 3; c++) {
                scale.apply(c, planes, c * plane, pixels, (3 * n + c) * plane, plane);
            }
        });
        int[] chosen = Arrays.stream(indices).map(i -> labels[i]).toArray();
        return new Batch(HostTensor.of(Shape.of(indices.length, 3, size.crop(), size.crop()), pixels), chosen);
    }
}
