package io.apoptosis.gateway.schedules;

import io.apoptosis.gateway.topology.FoldMetrics;
import io.apoptosis.pipeline.trigger.TriggerReader;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.streams.Topology;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The part of the topology that schedules are, with what it needs. */
@ApplicationScoped
public class Schedules {
    private final ScheduleMetrics metrics;
    private final FoldMetrics deadLetters;
    private final String bucket;

    Schedules(
            ScheduleMetrics metrics,
            FoldMetrics deadLetters,
            @ConfigProperty(name = "apoptosis.s3.bucket") String bucket) {
        this.metrics = metrics;
        this.deadLetters = deadLetters;
        this.bucket = bucket;
    }

    public void addTo(Topology topology) {
        TriggerReader reader = new TriggerReader(bucket);
        ScheduleTopology.addTo(
                topology,
                () -> new TriggerProcessor(reader, metrics, deadLetters),
                () -> new ScheduleProcessor(metrics, deadLetters),
                ScheduleReceiver::new);
    }
}
