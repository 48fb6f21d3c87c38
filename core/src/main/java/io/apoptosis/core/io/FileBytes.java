package io.apoptosis.core.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;

/** Reads a whole file into memory and names it in whatever the parser complains about. */
public final class FileBytes {
    /** What a Java array holds. */
    private static final long LIMIT = Integer.MAX_VALUE - 8L;

    private FileBytes() {}

    public static <T> T parse(Path file, Function<byte[], T> parser) {
        byte[] bytes = read(file);
        try {
            return parser.apply(bytes);
        } catch (MalformedFile malformed) {
            throw malformed.in(file);
        }
    }

    private static byte[] read(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new MalformedFile(file + " is a directory; give the file in it");
            }
            if (Files.size(file) > LIMIT) {
                throw new MalformedFile(file + " has " + Files.size(file) + " bytes; files up to 2 GiB can be read");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new MalformedFile(file + ": no such file; check the path", missing);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
