package io.apoptosis.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A loopback proxy in front of an HTTP server that makes it slow and failing while there is {@link Trouble}. */
final class FaultyLink implements AutoCloseable {
    private final ServerSocket door;
    private final Set<Exchange> open = ConcurrentHashMap.newKeySet();
    private volatile Trouble trouble = Trouble.NONE;

    FaultyLink() {
        try {
            door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("no free port for the proxy", e);
        }
    }

    /** Passes on to the server from now on; where it is to be reached instead. */
    URI to(URI server) {
        inBackground(() -> accept(server));
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    /** For requests that begin from now on. */
    void trouble(Trouble now) {
        trouble = now;
    }

    private void accept(URI server) {
        try {
            while (true) {
                Socket client = door.accept();
                inBackground(() -> carry(client, server));
            }
        } catch (IOException e) {
            // The door is closed, and with it this link.
        }
    }

    private void carry(Socket client, URI server) {
        try (client;
                Socket there = new Socket(server.getHost(), server.getPort());
                Exchange exchange = new Exchange(client, there)) {
            open.add(exchange);
            inBackground(exchange::answers);
            exchange.requests(() -> trouble);
            open.remove(exchange);
        } catch (IOException e) {
            // The server is away, or one side has hung up: the other sees its connection end, as without a proxy.
        }
    }

    private static void inBackground(Runnable body) {
        Thread thread = new Thread(body, "faulty-link");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Exchange exchange : open) {
            exchange.close();
        }
    }
}
