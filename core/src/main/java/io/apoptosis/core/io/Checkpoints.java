package io.apoptosis.core.io;

import io.apoptosis.core.tensor.HostTensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** Weights from a file of any known format, which is told by its content, not its name. */
public final class Checkpoints {
    private Checkpoints() {}

    /**
     * Tensors by the checkpoint's own names, in its order.
     *
     * @throws MalformedFile for a file that is none of safetensors, PyTorch's zip format and its format from before 1.6, or is damaged
     */
    public static Map<String, HostTensor> read(Path file) {
        byte[] start = start(file);
        if (start.length >= 2 && start[0] == 'P' && start[1] == 'K') {
            return TorchZip.read(file);
        }
        if (start.length >= 2 && start[0] == (byte) 0x80) {
            return FileBytes.parse(file, TorchLegacy::read);
        }
        if (start.length == 9 && start[8] == '{') {
            return SafeTensors.read(file);
        }
        throw new MalformedFile(file + " is neither a safetensors file nor a PyTorch checkpoint (.th, .pth, .pt)");
    }

    private static byte[] start(Path file) {
        if (Files.isDirectory(file)) {
            throw new MalformedFile(file + " is a directory; give the file in it");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(9);
        } catch (NoSuchFileException missing) {
            throw new MalformedFile(file + ": no such file; check the path", missing);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
