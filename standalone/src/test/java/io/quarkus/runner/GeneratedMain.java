package io.quarkus.runner;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** In place of what Quarkus generates for a service: answers its health check until it is stopped, or breaks at the start. */
public final class GeneratedMain {
    private GeneratedMain() {}

    public static void main(String[] arguments) throws Exception {
        if (System.getenv("BEHAVIOUR").equals("broken")) {
            throw new IllegalStateException("no such database");
        }
        int port = Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("work put back")));
    }
}
