package io.apoptosis.pruner;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.apoptosis.core.Progress;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.io.OnnxModel;
import io.apoptosis.core.latency.Latency;
import io.apoptosis.core.latency.LatencyMeter;
import io.apoptosis.core.latency.LayerTimes;
import io.apoptosis.core.latency.LikedMultiple;
import io.apoptosis.core.prune.LatencyModel;
import io.apoptosis.pipeline.message.UndecodableMessage;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpec.LatencySpec;
import io.apoptosis.pipeline.store.Keys;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What a run knows of time: measured in ONNX Runtime on the machine of the worker that was first. */
@ApplicationScoped
class Latencies {
    private final Decided decided;

    Latencies(Decided decided) {
        this.decided = decided;
    }

    /**
     * Networks measured side by side, in milliseconds for one batch.
     *
     * @param speedUp the dense network's median divided by the final one's
     */
    record Compared(
            LatencySpec measured,
            Latency dense,
            @JsonProperty("final") Latency result,
            double speedUp) {}

    private record Multiple(int roundTo) {}

    /** The dense and the final network. */
    Compared compared(String runId, LatencySpec spec, Network dense, Network result, Progress progress)
            throws UndecodableMessage {
        return decided.once(Keys.result(runId, "latency.json"), Compared.class, () -> {
            List<Latency> both = both(spec, dense, result, progress);
            double speedUp = both.get(0).median() / both.get(1).median();
            return new Compared(spec, both.get(0), both.get(1), speedUp);
        });
    }

    /** What the dense network's layers take, one by one. */
    LatencyModel layers(String runId, RunSpec spec, Network dense, Progress progress) throws UndecodableMessage {
        return decided.once(
                Keys.dense(runId, "layer-times.json"),
                LatencyModel.class,
                () -> LayerTimes.measure(dense, meter(spec.latencyOrDefault()), progress));
    }

    /** The multiple that the machine likes. */
    int multiple(String runId, RunSpec spec, Network dense, Progress progress) throws UndecodableMessage {
        return decided.once(
                        Keys.dense(runId, "multiple.json"),
                        Multiple.class,
                        () -> new Multiple(LikedMultiple.measure(dense, meter(spec.latencyOrDefault()), progress)))
                .roundTo();
    }

    /** The network's median as a ratio of the dense one's, measured in turn with it. */
    static double ratio(LatencySpec spec, Network dense, Network network, Progress progress) {
        List<Latency> both = both(spec, dense, network, progress);
        return both.get(1).median() / both.get(0).median();
    }

    private static List<Latency> both(LatencySpec spec, Network dense, Network network, Progress progress) {
        return meter(spec).measure(List.of(OnnxModel.write(dense), OnnxModel.write(network)), progress);
    }

    private static LatencyMeter meter(LatencySpec spec) {
        return new LatencyMeter(spec.threads(), spec.batch(), spec.warmUp(), spec.rounds());
    }
}
