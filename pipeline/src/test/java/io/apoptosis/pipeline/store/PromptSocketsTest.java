package io.apoptosis.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class PromptSocketsTest {
    private final PromptSockets sockets = new PromptSockets();

    @Test
    void shouldSendAtOnceHoweverASocketIsMade() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 10, here);
                Socket unconnected = sockets.createSocket();
                Socket byName = sockets.createSocket(here.getHostAddress(), server.getLocalPort());
                Socket fromHereByName = sockets.createSocket(here.getHostAddress(), server.getLocalPort(), here, 0);
                Socket byAddress = sockets.createSocket(here, server.getLocalPort());
                Socket fromHere = sockets.createSocket(here, server.getLocalPort(), here, 0)) {
            for (Socket socket : new Socket[] {unconnected, byName, fromHereByName, byAddress, fromHere}) {
                assertThat(socket.getTcpNoDelay()).isTrue();
            }
        }
    }
}
