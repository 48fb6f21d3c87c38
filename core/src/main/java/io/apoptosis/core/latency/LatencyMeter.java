package io.apoptosis.core.latency;

import io.apoptosis.core.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Latency of ONNX models in ONNX Runtime on the CPU, measured paired in one process.
 *
 * @param threads intra-op threads
 * @param batch samples per run
 * @param warmUp rounds before the measured ones
 * @param rounds measured runs of each model
 */
public record LatencyMeter(int threads, int batch, int warmUp, int rounds) {
    public LatencyMeter {
        if (threads < 1 || batch < 1 || warmUp < 0 || rounds < 1) {
            throw new IllegalArgumentException("threads, batch and rounds are at least 1 and warm-up at least 0");
        }
    }

    /**
     * @param models ONNX files' contents
     * @return one latency per model, in their order
     * @throws UnusableModel if ONNX Runtime can't run one of them with a batch of this size
     */
    public List<Latency> measure(List<byte[]> models, Progress progress) {
        List<TimedModel> timed = new ArrayList<>();
        try {
            for (byte[] model : models) {
                timed.add(TimedModel.of(model, threads, batch));
            }
            List<LongSupplier> subjects =
                    timed.stream().map(model -> (LongSupplier) model::run).toList();
            return PairedRuns.measure(subjects, warmUp, rounds, progress);
        } finally {
            timed.forEach(TimedModel::close);
        }
    }
}
