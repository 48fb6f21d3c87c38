package io.apoptosis.cli.local;

import io.apoptosis.cli.Failure;
import io.apoptosis.cli.client.Interrupted;
import io.apoptosis.cli.local.OfficialData.Remote;
import io.apoptosis.core.Progress;
import java.io.BufferedInputStream;
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
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Fetches official data sets: each file under its final name only once its checksum is right. */
public final class Downloads {
    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(20))
            .build();

    /** @param folder where each data set gets a folder of its own */
    public Downloads(Path folder) {
        this.folder = folder;
    }

    /** @return the folder with the data set's files */
    public Path fetch(OfficialData data, Progress progress) {
        return fetch(data.title(), data.files(), data.unpacked(), progress);
    }

    Path fetch(String title, List<Remote> files, Map<String, List<String>> unpacked, Progress progress) {
        Path target = folder.resolve(title);
        try {
            Files.createDirectories(target);
            for (Remote remote : files) {
                Path file = target.resolve(remote.fileName());
                download(remote, file, progress);
                if (!unpacked.isEmpty()) {
                    TarMembers.extract(file, unpacked, target);
                    Files.delete(file);
                }
            }
            return target;
        } catch (IOException e) {
            throw new Failure("cannot download " + title + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw new Interrupted();
        }
    }

    private void download(Remote remote, Path file, Progress progress) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = http.send(
                HttpRequest.newBuilder(URI.create(remote.uri())).build(), HttpResponse.BodyHandlers.ofInputStream());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        MessageDigest md5 = md5();
        try (InputStream body = new BufferedInputStream(response.body(), BUFFER);
                DigestInputStream in = new DigestInputStream(body, md5);
                OutputStream out = Files.newOutputStream(part)) {
            if (response.statusCode() != 200) {
                throw new IOException(remote.uri() + " answered " + response.statusCode());
            }
            copy(in, out, response.headers().firstValueAsLong("Content-Length").orElse(0), progress);
        }
        String sum = HexFormat.of().formatHex(md5.digest());
        if (!sum.equals(remote.md5())) {
            Files.delete(part);
            throw new IOException("what " + remote.uri() + " sent has the MD5 " + sum + ", but it should be "
                    + remote.md5() + "; it is damaged or has been changed");
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void copy(InputStream in, OutputStream out, long length, Progress progress) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long done = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            out.write(buffer, 0, n);
            done += n;
            progress.advance((int) (done >> 10), (int) (Math.max(length, done) >> 10), "KiB");
        }
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
