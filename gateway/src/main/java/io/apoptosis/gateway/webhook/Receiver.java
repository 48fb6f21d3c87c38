package io.apoptosis.gateway.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The other server. Redirects are not followed: they would lead to where nobody has allowed to send. */
final class Receiver {
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;

    private final URI url;
    private final Signature signature;
    private final Duration timeout;
    private final InstantSource clock;
    private final HttpClient http;

    /** @throws IllegalArgumentException if nothing may be sent there */
    Receiver(WebhookConfig config, InstantSource clock) {
        this.url = checked(config.url().orElseThrow(), config.allowHttp());
        this.signature = Signature.with(
                config.secret()
                        .orElseThrow(
                                () -> new IllegalArgumentException(
                                        "apoptosis.webhook.url needs apoptosis.webhook.secret; make one: echo whsec_$(openssl rand -base64 32)")));
        this.timeout = config.timeout();
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(Redirect.NEVER)
                .build();
    }

    /** What an answer means. */
    enum Outcome {
        TAKEN,
        REFUSED,
        TRY_AGAIN
    }

    /** @param id the same for every try, by which the receiver knows what it has had */
    Outcome send(String id, byte[] body) throws IOException, InterruptedException {
        Instant now = clock.instant();
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("User-Agent", "apoptosis-gateway")
                .header("webhook-id", id)
                .header("webhook-timestamp", String.valueOf(now.getEpochSecond()))
                .header("webhook-signature", signature.of(id, now, body))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        int status = http.send(request, BodyHandlers.discarding()).statusCode();
        if (status / 100 == 2) {
            return Outcome.TAKEN;
        }
        return status / 100 == 5 || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS
                ? Outcome.TRY_AGAIN
                : Outcome.REFUSED;
    }

    URI url() {
        return url;
    }

    private static URI checked(URI url, boolean http) {
        boolean secure = "https".equals(url.getScheme());
        boolean plain = "http".equals(url.getScheme()) && (http || loopback(url));
        if (url.getHost() == null || url.getUserInfo() != null || !(secure || plain)) {
            throw new IllegalArgumentException(
                    "apoptosis.webhook.url is %s; it must be https://HOST/…, or http where HOST is this machine or apoptosis.webhook.allow-http is true"
                            .formatted(url));
        }
        return url;
    }

    private static boolean loopback(URI url) {
        try {
            return url.getHost() != null && InetAddress.getByName(url.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
