package io.apoptosis.cli.local;

import io.apoptosis.cli.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file the user asked for; it appears only once it is whole. */
public final class OutputFile {
    private OutputFile() {}

    public static void write(Path file, byte[] content) {
        Path target = file.toAbsolutePath();
        try {
            Files.createDirectories(target.getParent());
            Path part = Files.write(target.resolveSibling(target.getFileName() + ".part"), content);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new BadInput("cannot write " + file + ": " + e.getMessage());
        }
    }
}
