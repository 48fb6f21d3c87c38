package io.apoptosis.core.data;

import io.apoptosis.core.io.MalformedFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Files under one root, a folder or a zip archive of one, by their names relative to it, sorted. Reads may run side by side. */
sealed interface FileTree {
    List<String> names();

    /**
     * The whole content.
     *
     * @throws MalformedFile if it is longer than {@code limit} bytes, whatever an archive says of its length
     */
    byte[] read(String name, int limit);

    static FileTree open(Path root) {
        try {
            return Files.isDirectory(root) ? Folder.of(root) : Zip.of(root);
        } catch (EOFException e) {
            throw new MalformedFile(root + " ends too early for a zip archive", e);
        } catch (IllegalArgumentException e) {
            // What ZipFile throws where a name is not in UTF-8.
            throw new MalformedFile(root + " is a damaged zip archive: " + e.getMessage(), e);
        } catch (ZipException e) {
            throw new MalformedFile(root + " is neither a folder nor a zip archive: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(root + " cannot be read", e);
        }
    }

    /** Files of a folder; hidden ones are left out. */
    record Folder(Path root, List<String> names) implements FileTree {
        static Folder of(Path root) throws IOException {
            try (Stream<Path> files = Files.walk(root)) {
                return new Folder(
                        root,
                        files.filter(Files::isRegularFile)
                                .map(file -> root.relativize(file).toString().replace('\\', '/'))
                                .filter(name -> !name.startsWith(".") && !name.contains("/."))
                                .sorted()
                                .toList());
            }
        }

        @Override
        public byte[] read(String name, int limit) {
            try (InputStream in = Files.newInputStream(root.resolve(name))) {
                return bounded(name, in, limit);
            } catch (IOException e) {
                throw new UncheckedIOException(root.resolve(name) + " cannot be read", e);
            }
        }
    }

    /** Entries of an archive, which stays open for as long as the tree is reachable. */
    record Zip(ZipFile archive, List<String> names) implements FileTree {
        static Zip of(Path file) throws IOException {
            ZipFile archive = new ZipFile(file.toFile());
            return new Zip(
                    archive,
                    archive.stream()
                            .filter(entry -> !entry.isDirectory())
                            .map(ZipEntry::getName)
                            .sorted()
                            .toList());
        }

        @Override
        public byte[] read(String name, int limit) {
            try (InputStream in = archive.getInputStream(archive.getEntry(name))) {
                return bounded(name, in, limit);
            } catch (IOException e) {
                throw new MalformedFile(name + " cannot be unpacked: " + e.getMessage(), e);
            }
        }
    }

    private static byte[] bounded(String name, InputStream in, int limit) throws IOException {
        byte[] bytes = in.readNBytes(limit);
        if (in.read() >= 0) {
            throw new MalformedFile(name + " has more than " + limit + " bytes, the most that is read");
        }
        return bytes;
    }
}
