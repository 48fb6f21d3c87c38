package io.apoptosis.core.data;

import io.apoptosis.core.io.MalformedFile;
import io.apoptosis.core.tensor.Shape;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/**
 * MNIST's IDX format (Fashion-MNIST, KMNIST, EMNIST): {@code NAME-images-idx3-ubyte} beside {@code NAME-labels-idx1-ubyte}, gzipped or
 * not, or a zip archive that holds one of each. Grey images, sample shape (1, H, W).
 */
public final class Idx {
    private static final int IMAGES = 0x0803;
    private static final int LABELS = 0x0801;
    private static final int LIMIT = Integer.MAX_VALUE - 16;

    private Idx() {}

    /** @param file the images, or the archive */
    public static ImageSet read(Path file, PixelScale scale) {
        try {
            return isZip(file) ? of(FileTree.open(file), scale) : pair(file, scale);
        } catch (MalformedFile malformed) {
            throw malformed.in(file);
        }
    }

    /** The labels that belong to a file of images, by the names the official files have. */
    public static Path labelsOf(Path images) {
        String name = images.getFileName().toString();
        if (!name.contains("images") || !name.contains("idx3")) {
            throw new MalformedFile("an IDX file of images is called NAME-images-idx3-ubyte, this one " + name
                    + "; its labels are looked for beside it by that name");
        }
        return images.resolveSibling(name.replace("images", "labels").replace("idx3", "idx1"));
    }

    private static ImageSet pair(Path images, PixelScale scale) {
        Path labels = labelsOf(images);
        if (!Files.isRegularFile(labels)) {
            throw new MalformedFile("its labels should be in " + labels + ", but there is no such file");
        }
        Path folder = images.resolveSibling("");
        List<String> names =
                List.of(images.getFileName().toString(), labels.getFileName().toString());
        return of(new FileTree.Folder(folder, names), scale);
    }

    private static ImageSet of(FileTree tree, PixelScale scale) {
        Array images = Array.read(tree, only(tree, "images", name -> name.contains("idx3")), IMAGES, 3);
        Array labels = Array.read(tree, only(tree, "labels", name -> name.contains("idx1")), LABELS, 1);
        if (images.dims()[0] != labels.dims()[0]) {
            throw new MalformedFile("there are " + images.dims()[0] + " images, but " + labels.dims()[0] + " labels");
        }
        int[] values = new int[labels.bytes().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = labels.bytes()[i] & 0xff;
        }
        Shape sample = Shape.of(1, images.dims()[1], images.dims()[2]);
        return new ByteImages(images.bytes(), 0, Math.toIntExact(sample.size()), values, sample, scale);
    }

    private static String only(FileTree tree, String what, Predicate<String> named) {
        List<String> names = tree.names().stream().filter(named).toList();
        if (names.size() != 1) {
            throw new MalformedFile("there should be one file of " + what + ", there are " + names);
        }
        return names.get(0);
    }

    private static boolean isZip(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] magic = in.readNBytes(2);
            return magic.length == 2 && magic[0] == 'P' && magic[1] == 'K';
        } catch (IOException e) {
            throw new MalformedFile("cannot be read: " + e.getMessage(), e);
        }
    }

    /** Unsigned bytes with their extents. */
    private record Array(int[] dims, byte[] bytes) {
        static Array read(FileTree tree, String name, int magic, int rank) {
            byte[] file = tree.read(name, LIMIT);
            try (DataInputStream in = new DataInputStream(plain(file))) {
                if (in.readInt() != magic) {
                    throw new MalformedFile(name + " is not an IDX file of " + rank + "-dimensional unsigned bytes");
                }
                int[] dims = new int[rank];
                long size = 1;
                for (int i = 0; i < rank; i++) {
                    dims[i] = in.readInt();
                    size = dims[i] < 1 ? -1 : Math.multiplyExact(size, (long) dims[i]);
                    if (size < 1 || size > LIMIT) {
                        throw new MalformedFile(name + " claims an extent of " + dims[i] + " in axis " + i);
                    }
                }
                byte[] bytes = in.readNBytes((int) size);
                if (bytes.length < size || in.read() >= 0) {
                    throw new MalformedFile(name + " should hold " + size + " bytes behind its header; it holds "
                            + (bytes.length < size ? "only " + bytes.length : "more"));
                }
                return new Array(dims, bytes);
            } catch (IOException e) {
                throw new MalformedFile(name + " is truncated or damaged: " + e.getMessage(), e);
            }
        }

        private static InputStream plain(byte[] file) throws IOException {
            InputStream in = new ByteArrayInputStream(file);
            boolean gzip = file.length > 1 && (file[0] & 0xff) == 0x1f && (file[1] & 0xff) == 0x8b;
            return gzip ? new GZIPInputStream(in, 1 << 16) : in;
        }
    }
}
