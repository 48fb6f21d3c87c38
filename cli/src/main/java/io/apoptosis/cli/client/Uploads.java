package io.apoptosis.cli.client;

import io.apoptosis.cli.Failure;
import io.apoptosis.pipeline.spec.DataRef;
import io.apoptosis.pipeline.spec.ObjectLocation;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpec.DataSpec;
import io.apoptosis.pipeline.spec.RunSpec.ModelSpec;
import io.apoptosis.pipeline.store.Keys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.BiConsumer;

/** Brings local files to the object store, each content once, and makes the specification refer to them there (ADR 3). */
public final class Uploads {
    private final GatewayClient client;
    private final BiConsumer<Path, Long> sent;

    /** @param sent told each file that had to be sent, and its size in bytes */
    public Uploads(GatewayClient client, BiConsumer<Path, Long> sent) {
        this.client = client;
        this.sent = sent;
    }

    /** The specification with every local path, already made absolute, replaced by an {@code object:} reference. */
    public RunSpec uploaded(RunSpec spec) {
        ModelSpec model = spec.model();
        String graph = model.graph();
        DataSpec data = spec.data();
        return spec.withModel(new ModelSpec(
                        model.architecture(),
                        model.classes(),
                        graph == null ? null : location(graph),
                        location(model.weights())))
                .withData(new DataSpec(at(data.train()), at(data.test()), data.normalize()));
    }

    private DataRef at(DataRef data) {
        return data.at(location(data.location()));
    }

    private String location(String location) {
        return ObjectLocation.key(location).isPresent() ? location : upload(Path.of(location));
    }

    private String upload(Path file) {
        String sha256 = sha256(file);
        String name = file.getFileName().toString().replaceAll("[^A-Za-z0-9._-]", "_");
        if (!client.has(sha256, name)) {
            client.put(sha256, name, file);
            sent.accept(file, file.toFile().length());
        }
        return ObjectLocation.of(Keys.upload(sha256, name));
    }

    private static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new Failure("cannot read " + file + ": " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
