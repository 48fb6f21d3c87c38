package io.apoptosis.cli.local;

import io.apoptosis.cli.client.Interrupted;
import io.apoptosis.pipeline.store.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file at an address, named with what it holds: {@code https://HOST/train.zip#sha256=HEX}. It is fetched once, and read from then on from
 * the cache, its hash checked each time.
 *
 * @param name the last part of the address's path
 */
record WebFile(URI address, String sha256, String name) {
    private static final Pattern LOCATION = Pattern.compile(
            "(https?://[^#\\s]+/([A-Za-z0-9][A-Za-z0-9._-]*)[^#/\\s]*)(?:#sha256=(" + Sha256.FORM + "))?");

    static boolean is(String location) {
        return location.startsWith("http://") || location.startsWith("https://");
    }

    /** @throws IllegalArgumentException saying how to write such a location */
    static WebFile at(String location) {
        Matcher parts = LOCATION.matcher(location);
        if (!parts.matches() || parts.group(3) == null) {
            throw new IllegalArgumentException(location
                    + ": write an address as https://HOST/FILE#sha256=HEX, the 64 digits that sha256sum prints");
        }
        return new WebFile(URI.create(parts.group(1)), parts.group(3), parts.group(2));
    }

    /** @throws IOException also where what is sent is something else */
    Path in(Path cache) throws IOException {
        Path file = cache.resolve(sha256).resolve(name);
        if (Files.isRegularFile(file) && Sha256.of(file).equals(sha256)) {
            return file;
        }
        Files.createDirectories(file.getParent());
        Path part = Files.createTempFile(file.getParent(), name, ".part");
        try {
            try (OutputStream out = Files.newOutputStream(part)) {
                if (!Sha256.ofCopied(sent(), out).equals(sha256)) {
                    throw new IOException("what " + address + " sends has another SHA-256 than " + sha256);
                }
            }
            return Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private InputStream sent() throws IOException {
        HttpClient http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(20))
                .build();
        try {
            HttpResponse<InputStream> response =
                    http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                response.body().close();
                throw new IOException(address + " answered " + response.statusCode());
            }
            return response.body();
        } catch (InterruptedException e) {
            throw new Interrupted();
        }
    }
}
