package io.apoptosis.cli.local;

import io.apoptosis.cli.BadInput;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.io.DjlArchive;
import io.apoptosis.core.io.OnnxModel;
import io.apoptosis.core.io.SafeTensors;
import io.apoptosis.core.io.TorchArchive;
import io.apoptosis.core.io.TorchCode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a network can be written as, told by the end of the file's name. */
public enum NetworkFormat {
    ONNX(".onnx") {
        @Override
        public Map<Path, byte[]> files(Network network, Path file) {
            return Map.of(file, OnnxModel.write(network));
        }
    },
    SAFETENSORS(".safetensors") {
        @Override
        public Map<Path, byte[]> files(Network network, Path file) {
            return Map.of(file, SafeTensors.write(network.weights(), Map.of("format", "pt")));
        }
    },
    /** A state dict, and beside it the code that loads it. */
    PYTORCH(".pt") {
        @Override
        public Map<Path, byte[]> files(Network network, Path file) {
            String name = String.valueOf(file.getFileName());
            Map<Path, byte[]> files = new LinkedHashMap<>();
            files.put(file, TorchArchive.write(network));
            files.put(
                    file.resolveSibling(name.substring(0, name.length() - PYTORCH.end.length()) + ".py"),
                    TorchCode.write(network));
            return files;
        }
    },
    /** An archive for the Deep Java Library. */
    DJL(".zip") {
        @Override
        public Map<Path, byte[]> files(Network network, Path file) {
            return Map.of(file, DjlArchive.write(network));
        }
    };

    private final String end;

    NetworkFormat(String end) {
        this.end = end;
    }

    /** What to write, by file. */
    public abstract Map<Path, byte[]> files(Network network, Path file);

    public static NetworkFormat of(Path file) {
        return Arrays.stream(values())
                .filter(format -> file.toString().endsWith(format.end))
                .findFirst()
                .orElseThrow(() -> new BadInput(
                        file + " has to end with .onnx, .safetensors, .pt or .zip (DJL), which says the format"));
    }
}
