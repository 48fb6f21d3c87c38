package io.apoptosis.core.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything the report of a finished run shows, as plain data. Maps keep their order, so the same record gives the same bytes.
 *
 * @param result the last step's network, as exported
 * @param sampleShape one input without the batch axis, for example 3, 32, 32
 * @param tokens whether samples are token ids, not numbers
 * @param importance of the steps that left scores; empty where single weights were pruned
 * @param layers output channels, or single weights, of every prunable layer, in network order
 * @param spec the run's specification as text
 * @param versions name of a component to its version
 * @param checksums name of a result file to the SHA-256 (hex) of its bytes
 * @param timing null where latency was not measured
 */
public record RunReport(
        String name,
        Measured dense,
        List<Step> steps,
        Measured result,
        List<Integer> sampleShape,
        boolean tokens,
        List<Histogram> importance,
        List<Layer> layers,
        String spec,
        Map<String, String> versions,
        Map<String, String> checksums,
        @Nullable Timing timing) {
    public RunReport {
        steps = List.copyOf(steps);
        sampleShape = List.copyOf(sampleShape);
        importance = List.copyOf(importance);
        layers = List.copyOf(layers);
        versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
        checksums = Collections.unmodifiableMap(new LinkedHashMap<>(checksums));
    }

    /** Whether single weights were pruned. */
    public boolean sparse() {
        return result.sparsity() != null;
    }

    /**
     * Accuracy in 0..1, loss = mean cross entropy, macs per image.
     *
     * @param sparsity share of the weights of convolutions and linear layers that are zero; null where whole channels are pruned
     */
    public record Measured(
            double accuracy,
            double loss,
            long macs,
            long parameters,
            @Nullable Double sparsity) {
        /** Of whole channels. */
        public Measured(double accuracy, double loss, long macs, long parameters) {
            this(accuracy, loss, macs, parameters, null);
        }

        /** 0 where nothing says otherwise. */
        double gone() {
            return sparsity == null ? 0 : sparsity;
        }
    }

    /**
     * One score, prune, fine-tune round.
     *
     * @param targetRatio of the dense network, in the target's unit
     * @param accuracyAfterRepair null where nothing was repaired
     * @param measured after fine-tuning where the step has one, else after pruning
     * @param epochs of the fine-tuning
     * @param times where its workers' time went; null where nobody kept count
     */
    public record Step(
            int step,
            double targetRatio,
            double accuracyAfterPruning,
            @Nullable Double accuracyAfterRepair,
            Measured measured,
            double seconds,
            List<Epoch> epochs,
            @Nullable Times times) {
        public Step {
            epochs = List.copyOf(epochs);
        }
    }

    /**
     * Seconds of all workers of a step together.
     *
     * @param tensors in passes over batches
     * @param store in requests to the object store
     * @param other work: adding up, selection, surgery
     * @param waiting for tasks, from one to the next
     */
    public record Times(double tensors, double store, double other, double waiting) {
        double sum() {
            return tensors + store + other + waiting;
        }
    }

    /** Accuracy in 0..1 on the test set. */
    public record Epoch(double accuracy) {}

    /** Output channels of a layer before and after the run; its single weights where those are pruned. */
    public record Layer(String name, int before, int after) {}

    /** Milliseconds of one batch in ONNX Runtime: the dense and the final network, measured in turn. */
    public record Timing(Timed dense, Timed result, int batch, int threads, int rounds) {}

    /** Median and 95th percentile, in milliseconds. */
    public record Timed(double median, double p95) {}
}
