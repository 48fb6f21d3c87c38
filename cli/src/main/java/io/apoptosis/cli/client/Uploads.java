package io.apoptosis.cli.client;

import io.apoptosis.cli.Failure;
import io.apoptosis.core.report.Figures;
import io.apoptosis.pipeline.spec.DataRef;
import io.apoptosis.pipeline.spec.ObjectLocation;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpec.DataSpec;
import io.apoptosis.pipeline.spec.RunSpec.ModelSpec;
import io.apoptosis.pipeline.store.Keys;
import io.apoptosis.pipeline.store.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Brings local files to the object store, each content once, and makes the specification refer to them there (ADR 3). */
public final class Uploads {
    private static final int MAX_NAME = 128;

    private final GatewayClient client;
    private final BiConsumer<String, Long> sent;

    /** @param sent told the name of each file that had to be sent, and its size in bytes */
    public Uploads(GatewayClient client, BiConsumer<String, Long> sent) {
        this.client = client;
        this.sent = sent;
    }

    /** Says in words which files had to be sent. */
    public static Uploads telling(GatewayClient client, Consumer<String> say) {
        return new Uploads(
                client, (name, bytes) -> say.accept("uploaded " + name + " (" + Figures.count(bytes) + "B)"));
    }

    /** The specification with every local path, already made absolute, replaced by an {@code object:} reference. */
    public RunSpec uploaded(RunSpec spec) {
        ModelSpec model = spec.model();
        String graph = model.graph();
        DataSpec data = spec.data();
        return spec.withModel(model.at(graph == null ? null : location(graph), location(model.weights())))
                .withData(data.at(at(data.train()), at(data.test())));
    }

    /** Brings one file there. @return its key */
    public String key(Path file) {
        return ObjectLocation.key(upload(file)).orElseThrow();
    }

    private DataRef at(DataRef data) {
        if (data.objectKey().isPresent()) {
            return data;
        }
        Path location = Path.of(data.location());
        try {
            Optional<Path> packed = PackedData.of(data);
            if (packed.isEmpty()) {
                return data.at(upload(location));
            }
            try {
                return data.at(upload(packed.get(), nameOf(location.resolveSibling(location.getFileName() + ".zip"))));
            } finally {
                Files.delete(packed.get());
            }
        } catch (IOException e) {
            throw new Failure("cannot read " + location + ": " + e.getMessage(), e);
        }
    }

    private String location(String location) {
        return ObjectLocation.key(location).isPresent() ? location : upload(Path.of(location));
    }

    private String upload(Path file) {
        return upload(file, nameOf(file));
    }

    private String upload(Path file, String name) {
        String sha256 = sha256(file);
        if (!client.has(sha256, name)) {
            client.put(sha256, name, file);
            sent.accept(name, file.toFile().length());
        }
        return ObjectLocation.of(Keys.upload(sha256, name));
    }

    private static String sha256(Path file) {
        try {
            return Sha256.of(file);
        } catch (IOException e) {
            throw new Failure("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** As the gateway accepts it: it becomes part of a key. */
    private static String nameOf(Path file) {
        String name = "f" + file.getFileName().toString().replaceAll("[^A-Za-z0-9._-]", "_");
        String plain = Character.isLetterOrDigit(name.charAt(1)) ? name.substring(1) : name;
        return plain.length() <= MAX_NAME ? plain : plain.substring(0, MAX_NAME);
    }
}
