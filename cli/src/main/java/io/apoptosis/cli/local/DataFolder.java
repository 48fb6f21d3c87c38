package io.apoptosis.cli.local;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where named data sets lie: the samples in the installation, downloaded ones in {@code APOPTOSIS_DATA}, by default
 * {@code ~/.cache/apoptosis/data}.
 */
public record DataFolder(Path installation, Path downloads) {
    private static final String SAMPLE = "cifar10-sample/";

    public static DataFolder ofThisMachine() {
        Path downloads = Optional.ofNullable(System.getenv("APOPTOSIS_DATA"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "apoptosis", "data"));
        return new DataFolder(Home.directory(), downloads);
    }

    /** Where the files of one name of the catalogue should be. */
    Path file(String name) {
        if (name.startsWith(SAMPLE)) {
            return installation.resolve("examples/data").resolve(name + ".bin");
        }
        return switch (name) {
            case "fashion-mnist/train" -> downloads.resolve("fashion-mnist/train-images-idx3-ubyte.gz");
            case "fashion-mnist/test" -> downloads.resolve("fashion-mnist/t10k-images-idx3-ubyte.gz");
            default -> downloads.resolve(name + ".bin");
        };
    }

    /** What to do where they are not. */
    String remedy(String name) {
        return name.startsWith(SAMPLE)
                ? "it belongs to the installation; set APOPTOSIS_HOME to where Apoptosis is"
                : "run `apoptosis data download " + name.substring(0, name.indexOf('/')) + "` first";
    }
}
