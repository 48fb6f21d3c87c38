package io.apoptosis.systemtests;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Requests and answers of one HTTP/1.1 connection. Without pipelining, what a client sends after an answer is a request. */
final class Exchange implements AutoCloseable {
    private static final byte[] UNAVAILABLE =
            "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER = 64 << 10;

    private final Socket client;
    private final Socket server;
    private volatile boolean answered = true;

    Exchange(Socket client, Socket server) {
        this.client = client;
        this.server = server;
    }

    /** Passes requests on, until one side hangs up or a request meets with trouble. */
    void requests(Supplier<Trouble> trouble) throws IOException {
        OutputStream out = server.getOutputStream();
        byte[] buffer = new byte[BUFFER];
        for (int n = read(client, buffer); n >= 0; n = read(client, buffer)) {
            if (answered) {
                answered = false;
                if (!passes(trouble.get())) {
                    return;
                }
            }
            out.write(buffer, 0, n);
        }
    }

    private boolean passes(Trouble trouble) throws IOException {
        trouble.hold();
        switch (trouble.fate()) {
            case UNAVAILABLE -> client.getOutputStream().write(UNAVAILABLE);
            // Closing without lingering is a reset.
            case RESET -> client.setSoLinger(true, 0);
            case PASSES -> {
                return true;
            }
        }
        return false;
    }

    void answers() {
        try (this) {
            byte[] buffer = new byte[BUFFER];
            for (int n = read(server, buffer); n >= 0; n = read(server, buffer)) {
                answered = true;
                client.getOutputStream().write(buffer, 0, n);
            }
        } catch (IOException e) {
            // One side has hung up.
        }
    }

    private static int read(Socket from, byte[] buffer) throws IOException {
        return from.getInputStream().read(buffer);
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
    }
}
