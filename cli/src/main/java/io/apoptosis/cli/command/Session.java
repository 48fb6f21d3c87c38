package io.apoptosis.cli.command;

import io.apoptosis.cli.client.GatewayClient;

/** A gateway to talk to, and what has to be closed after. */
record Session(GatewayClient client, Runnable end) implements AutoCloseable {
    static Session remote(GatewayClient client) {
        return new Session(client, () -> {});
    }

    @Override
    public void close() {
        end.run();
    }
}
