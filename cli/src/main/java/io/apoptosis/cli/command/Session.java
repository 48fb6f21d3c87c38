package io.apoptosis.cli.command;

import io.apoptosis.cli.client.GatewayClient;

/**
 * A gateway to talk to.
 *
 * @param gateway waits for that of a cluster of our own to take runs; fails where it does not start
 * @param workers waits for its workers, in the same way
 * @param end what has to be done after
 */
record Session(GatewayClient client, Runnable gateway, Runnable workers, Runnable end) implements AutoCloseable {
    static Session remote(GatewayClient client) {
        return new Session(client, () -> {}, () -> {}, () -> {});
    }

    void awaitGateway() {
        gateway.run();
    }

    void awaitWorkers() {
        workers.run();
    }

    @Override
    public void close() {
        end.run();
    }
}
