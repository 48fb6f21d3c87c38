package io.apoptosis.cli.local;

import io.apoptosis.cli.BadInput;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Data sets that their authors publish, with the checksums that they publish. MD5 is what there is: it tells a damaged download, and
 * the files are data that are parsed with bounds checks, never executed.
 */
public enum OfficialData {
    CIFAR10(
            "cifar10",
            List.of(new Remote(
                    "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz", "c32a1d4ab5d03f1284b67883e8d87530")),
            Map.of(
                    "train.bin",
                    List.of(
                            "cifar-10-batches-bin/data_batch_1.bin",
                            "cifar-10-batches-bin/data_batch_2.bin",
                            "cifar-10-batches-bin/data_batch_3.bin",
                            "cifar-10-batches-bin/data_batch_4.bin",
                            "cifar-10-batches-bin/data_batch_5.bin"),
                    "test.bin",
                    List.of("cifar-10-batches-bin/test_batch.bin"))),
    CIFAR100(
            "cifar100",
            List.of(new Remote(
                    "https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz", "03b5dce01913d631647c71ecec9e9cb8")),
            Map.of(
                    "train.bin", List.of("cifar-100-binary/train.bin"),
                    "test.bin", List.of("cifar-100-binary/test.bin"))),
    FASHION_MNIST(
            "fashion-mnist",
            List.of(
                    zalando("train-images-idx3-ubyte.gz", "8d4fb7e6c68d591d4c3dfef9ec88bf0d"),
                    zalando("train-labels-idx1-ubyte.gz", "25c81989df183df01b3e8a0aad5dffbe"),
                    zalando("t10k-images-idx3-ubyte.gz", "bef4ecab320f06d8554ea6380940ec79"),
                    zalando("t10k-labels-idx1-ubyte.gz", "bb300cfdad3c16e7a12a480ee83cd310")),
            Map.of());

    /** @param md5 of the whole file, in lower-case hexadecimal */
    public record Remote(String uri, String md5) {
        String fileName() {
            return uri.substring(uri.lastIndexOf('/') + 1);
        }
    }

    private final String title;
    private final List<Remote> files;
    private final Map<String, List<String>> unpacked;

    OfficialData(String title, List<Remote> files, Map<String, List<String>> unpacked) {
        this.title = title;
        this.files = files;
        this.unpacked = unpacked;
    }

    /** The name of its folder, and in specifications the part before the slash. */
    public String title() {
        return title;
    }

    List<Remote> files() {
        return files;
    }

    /** What is made of the archive: from file name to the archive's members that it consists of, one after the other. */
    Map<String, List<String>> unpacked() {
        return unpacked;
    }

    public static OfficialData named(String title) {
        return Arrays.stream(values())
                .filter(data -> data.title.equals(title))
                .findFirst()
                .orElseThrow(() -> new BadInput("there is no data set " + title + " to download; known: "
                        + Arrays.stream(values()).map(OfficialData::title).collect(Collectors.joining(", "))));
    }

    private static Remote zalando(String file, String md5) {
        return new Remote("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/" + file, md5);
    }
}
