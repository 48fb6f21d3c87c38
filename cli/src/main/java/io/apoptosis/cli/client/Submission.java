package io.apoptosis.cli.client;

import io.apoptosis.cli.Failure;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.spec.RunSpec;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Hands runs in, and takes them back where the user has changed their mind.
 *
 * @param handling as the gateway's query has it
 * @param say told in words what happens to a run that is taken back
 */
public record Submission(GatewayClient client, Map<String, String> handling, Consumer<String> say) {

    /** The run of this key; an interruption meanwhile cancels it. */
    public RunView submit(RunSpec spec, String key) {
        try {
            return client.submit(spec, key, handling);
        } catch (Interrupted e) {
            // Whether the gateway has taken the run is unknown; the same key gives the same run, so that it can be
            // cancelled.
            Thread.interrupted();
            cancel(client.submit(spec, key, handling).id());
            throw e;
        }
    }

    /** Returns once the run has ended, or has turned out not to be cancellable. */
    public void cancel(String id) {
        // The interruption has been taken; what follows has to wait for answers again.
        Thread.interrupted();
        say.accept("cancelling the run " + id + " ...");
        try {
            client.cancel(id);
            new RunWatch(client).follow(id, view -> {});
            say.accept("cancelled");
        } catch (Failure | Refused e) {
            say.accept("apoptosis: the run could not be cancelled: " + e.getMessage());
        }
    }
}
