package io.apoptosis.gateway.webhook;

import io.apoptosis.gateway.webhook.Receiver.Outcome;
import io.apoptosis.pipeline.message.MessageJson;
import io.apoptosis.pipeline.run.RunView;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jboss.logging.Logger;

/** Sends a notice until it is taken or there is no sense in trying. */
final class Delivery {
    private static final Logger LOG = Logger.getLogger(Delivery.class);
    private static final double JITTER = 0.2;

    private final Receiver receiver;
    private final int tries;
    private final Duration firstWait;
    private final Duration longestWait;
    private final MeterRegistry registry;

    Delivery(Receiver receiver, WebhookConfig config, MeterRegistry registry) {
        this.receiver = receiver;
        this.tries = config.tries();
        this.firstWait = config.firstWait();
        this.longestWait = config.longestWait();
        this.registry = registry;
    }

    /** Waits for the end. The receiver tells repeats by the id: a gateway that was killed sends again what it had not noted as sent. */
    void deliver(RunView view, Notice notice) {
        String id = view.id() + "-" + view.version();
        byte[] body = MessageJson.write(notice);
        Outcome outcome = Uni.createFrom()
                .item(() -> tried(id, body))
                .onFailure(NotNow.class)
                .retry()
                .withBackOff(firstWait, longestWait)
                .withJitter(JITTER)
                .atMost(Math.max(0, tries - 1))
                .onFailure()
                .recoverWithItem(failure -> givenUp(id, failure))
                .await()
                .indefinitely();
        if (outcome == Outcome.REFUSED) {
            LOG.errorf("%s refused the notice %s of %s", receiver.url(), id, notice.type());
        }
        registry.counter("apoptosis.webhook.notices", "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    private Outcome tried(String id, byte[] body) {
        try {
            Outcome outcome = receiver.send(id, body);
            if (outcome == Outcome.TRY_AGAIN) {
                throw new NotNow("it answered that it can't take it now");
            }
            return outcome;
        } catch (IOException e) {
            throw new NotNow(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the gateway stops", e);
        }
    }

    private Outcome givenUp(String id, Throwable failure) {
        Throwable last = Objects.requireNonNullElse(failure.getCause(), failure);
        LOG.errorf("gave up sending the notice %s to %s: %s", id, receiver.url(), last.getMessage());
        return Outcome.TRY_AGAIN;
    }

    private static final class NotNow extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotNow(String message) {
            super(message);
        }
    }
}
