package io.apoptosis.core.io.onnx;

import io.apoptosis.core.io.onnx.Value.Computed;
import io.apoptosis.core.io.onnx.Value.Known;
import io.apoptosis.core.op.BatchNorm2d;
import io.apoptosis.core.op.InstanceNorm;
import io.apoptosis.core.op.LayerNorm;
import io.apoptosis.core.tensor.HostTensor;
import java.util.List;
import java.util.Map;

/** Batch, instance and layer norms. */
final class Normalizations {
    private Normalizations() {}

    static void register(Map<String, Translation> translations) {
        translations.put("BatchNormalization", Translation.of(Normalizations::batch));
        translations.put("InstanceNormalization", Translation.of(Normalizations::instance));
        translations.put("LayerNormalization", Translation.of(Normalizations::layer));
    }

    /** ONNX's momentum is that of the old value, PyTorch's that of the new one. */
    private static Value batch(OnnxOp op, Assembly into) {
        if (op.integer("training_mode", 0) != 0) {
            throw op.refused("is in training mode; export the model after model.eval()");
        }
        Computed x = into.plain(op, op.computed(0));
        BatchNorm2d operator = new BatchNorm2d(op.real("epsilon", 1e-5f), 1 - op.real("momentum", 0.9f));
        return into.add(
                op,
                operator,
                List.of(x),
                Map.of(
                        "weight", op.known(1),
                        "bias", op.known(2),
                        "running_mean", op.known(3),
                        "running_var", op.known(4)));
    }

    private static Value instance(OnnxOp op, Assembly into) {
        Computed x = into.plain(op, op.computed(0));
        return into.add(
                op,
                new InstanceNorm(op.real("epsilon", 1e-5f)),
                List.of(x),
                Map.of("weight", op.known(1), "bias", op.known(2)));
    }

    private static Value layer(OnnxOp op, Assembly into) {
        Computed x = op.computed(0);
        long axis = op.integer("axis", -1);
        if (axis != -1 && axis != x.rank() - 1) {
            throw op.refused("normalizes over more than the last axis");
        }
        Known weight = op.known(1);
        HostTensor zeros =
                HostTensor.zeros(weight.tensor().dtype(), weight.tensor().shape());
        return into.along(
                op,
                new LayerNorm(op.real("epsilon", 1e-5f)),
                List.of(Products.lastLast(op, into, x)),
                Map.of("weight", weight, "bias", op.has(2) ? op.known(2) : Known.of(zeros)));
    }
}
