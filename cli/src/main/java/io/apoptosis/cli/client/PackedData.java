package io.apoptosis.cli.client;

import io.apoptosis.core.data.DataFormat;
import io.apoptosis.core.data.Idx;
import io.apoptosis.pipeline.spec.DataRef;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes one file of data that lies in several, since objects are single files: a zip archive whose bytes depend on names and contents
 * only, so that the same data is uploaded once.
 */
final class PackedData {
    /** The earliest that a zip archive can say. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private PackedData() {}

    /**
     * A temporary archive of {@code data}, or empty where it is one file already.
     *
     * @param data with its location on this machine
     */
    static Optional<Path> of(DataRef data) throws IOException {
        Path location = Path.of(data.location());
        if (Files.isDirectory(location)) {
            try (Stream<Path> files = Files.walk(location)) {
                return Optional.of(zip(
                        location, files.filter(Files::isRegularFile).sorted().toList()));
            }
        }
        boolean pair = data.format().equals(DataFormat.IDX.key())
                && !location.getFileName().toString().endsWith(".zip");
        return pair
                ? Optional.of(zip(location.resolveSibling(""), List.of(location, Idx.labelsOf(location))))
                : Optional.empty();
    }

    private static Path zip(Path root, List<Path> files) throws IOException {
        Path archive = Files.createTempFile("apoptosis-data-", ".zip");
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            // Images are compressed already.
            zip.setLevel(Deflater.NO_COMPRESSION);
            for (Path file : files) {
                ZipEntry entry = new ZipEntry(root.relativize(file).toString().replace('\\', '/'));
                entry.setTimeLocal(TIME);
                zip.putNextEntry(entry);
                Files.copy(file, zip);
            }
        }
        return archive;
    }
}
