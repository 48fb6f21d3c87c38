package io.apoptosis.systemtests.fuzz;

import io.apoptosis.core.data.Cifar;
import io.apoptosis.core.data.Idx;
import io.apoptosis.core.data.ImageFolder;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.data.PixelScale;
import io.apoptosis.core.data.ResizeCrop;
import io.apoptosis.core.data.TensorFile;
import io.apoptosis.core.io.Checkpoints;
import io.apoptosis.core.io.GraphJson;
import io.apoptosis.core.io.MalformedFile;
import io.apoptosis.core.io.SafeTensors;
import io.apoptosis.core.io.onnx.OnnxReader;
import io.apoptosis.pipeline.message.Messages;
import io.apoptosis.pipeline.message.UndecodableMessage;
import io.apoptosis.pipeline.spec.ComparisonSpecs;
import io.apoptosis.pipeline.spec.InvalidSpec;
import io.apoptosis.pipeline.spec.RunSpecs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Whatever reads bytes that strangers wrote. */
enum Reader {
    SAFETENSORS(MalformedFile.class, SafeTensors::read),
    /** PyTorch's zip format and its older one, with their pickles. */
    CHECKPOINT(MalformedFile.class, inFile(Checkpoints::read)),
    ONNX(MalformedFile.class, OnnxReader::read),
    GRAPH(MalformedFile.class, GraphJson::read),
    CIFAR10(MalformedFile.class, inFile(file -> Cifar.CIFAR10.read(file, PixelScale.unit(3)))),
    CIFAR100(MalformedFile.class, inFile(file -> Cifar.CIFAR100.read(file, PixelScale.unit(3)))),
    IDX(MalformedFile.class, inFile(file -> Idx.read(file, PixelScale.unit(1)))),
    FOLDER(
            MalformedFile.class,
            inFile(file -> first(ImageFolder.read(file, new ResizeCrop(8, 8), PixelScale.unit(3))))),
    TENSORS(MalformedFile.class, inFile(TensorFile::read)),
    SPECIFICATION(InvalidSpec.class, text -> RunSpecs.parse(text, "")),
    COMPARISON(InvalidSpec.class, text -> ComparisonSpecs.parse(text, "", 1, name -> new byte[0])),
    /** The first line is the type, the rest the data. */
    MESSAGE(UndecodableMessage.class, Reader::message);

    private final Class<? extends Exception> refusal;
    private final Parser parser;

    Reader(Class<? extends Exception> refusal, Parser parser) {
        this.refusal = refusal;
        this.parser = parser;
    }

    @FunctionalInterface
    private interface Parser {
        Object read(byte[] bytes) throws Exception;
    }

    /** Whether the bytes were read, not properly refused; anything else that comes out is a finding, and thrown. */
    boolean accepts(byte[] bytes) throws Exception {
        try {
            parser.read(bytes);
            return true;
        } catch (Exception e) {
            if (!refusal.isInstance(e)) {
                throw e;
            }
            return false;
        }
    }

    private static Parser inFile(Function<Path, ?> reader) {
        return bytes -> {
            Path file = Scratch.FILE;
            Files.write(file, bytes);
            return reader.apply(file);
        };
    }

    private static Object first(ImageSet images) {
        return images.batch(new int[] {0});
    }

    private static Object message(byte[] bytes) throws UndecodableMessage {
        int line = 0;
        while (line < bytes.length && bytes[line] != '\n') {
            line++;
        }
        RecordHeaders headers = new RecordHeaders();
        headers.add("ce_specversion", "1.0".getBytes(StandardCharsets.US_ASCII));
        headers.add("ce_id", "1".getBytes(StandardCharsets.US_ASCII));
        headers.add("ce_source", "/fuzz".getBytes(StandardCharsets.US_ASCII));
        headers.add("ce_type", Arrays.copyOf(bytes, line));
        return Messages.decode(headers, Arrays.copyOfRange(bytes, Math.min(line + 1, bytes.length), bytes.length));
    }

    /** One file, written over and over, with the two labels that IDX images want beside them. */
    private static final class Scratch {
        private static final byte[] LABELS = {0, 0, 8, 1, 0, 0, 0, 2, 0, 1};
        static final Path FILE = file();

        private static Path file() {
            try {
                Path folder = Files.createTempDirectory("fuzz");
                Files.write(folder.resolve("data-labels-idx1-ubyte"), LABELS);
                return folder.resolve("data-images-idx3-ubyte");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
