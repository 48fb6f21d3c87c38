package io.apoptosis.gateway.topology;

import io.apoptosis.gateway.runs.RunFeed;
import io.apoptosis.gateway.schedules.Schedules;
import io.apoptosis.pipeline.admission.AdmissionPolicy;
import io.apoptosis.pipeline.run.RetryPolicy;
import io.apoptosis.pipeline.run.RunFold;
import io.apoptosis.pipeline.trace.Tracing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jboss.logging.Logger;

/** What Quarkus runs as Kafka Streams. Must not know {@code KafkaStreams}, which is made from it. */
@ApplicationScoped
public class TopologyProducer {
    private static final Logger LOG = Logger.getLogger(TopologyProducer.class);

    /** Dependent, since Kafka Streams reads its fields and a client proxy has none. */
    @Produces
    Topology topology(
            RetryConfig retry,
            AdmissionConfig admission,
            FoldMetrics metrics,
            Tracing tracing,
            RunFeed feed,
            Schedules schedules) {
        RunFold fold =
                new RunFold(new RetryPolicy(retry.maxTries(), retry.backOff(), retry.silence(), retry.unclaimed()));
        AdmissionPolicy policy = new AdmissionPolicy(admission.perOwner(), admission.total(), admission.patience());
        Topology topology = RunTopology.of(
                () -> new RunProcessor(fold, metrics, tracing),
                () -> new AdmissionProcessor(policy),
                () -> new ViewReceiver(feed));
        schedules.addTo(topology);
        return topology;
    }

    /** A thread that a broker failure killed is replaced; the transaction it was in is done again. */
    @Produces
    @ApplicationScoped
    StreamsUncaughtExceptionHandler onUncaught() {
        return failure -> {
            LOG.error("a stream thread died and is replaced", failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        };
    }
}
