package io.apoptosis.core.io.onnx;

import io.apoptosis.core.io.onnx.Value.Computed;
import io.apoptosis.core.io.onnx.Value.Known;
import io.apoptosis.core.op.Add;
import io.apoptosis.core.op.Arithmetic;
import io.apoptosis.core.op.BatchNorm2d;
import io.apoptosis.core.op.InstanceNorm;
import io.apoptosis.core.op.LayerNorm;
import io.apoptosis.core.op.Mul;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Batch, group, instance and layer norms. */
final class Normalizations {
    private Normalizations() {}

    static void register(Map<String, Translation> translations) {
        translations.put("BatchNormalization", Translation.of(Normalizations::batch));
        translations.put("GroupNormalization", Translation.of(Normalizations::group));
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

    /** As PyTorch's exporter writes it: each group an instance of its own, then scale and shift by channel. */
    private static Value group(OnnxOp op, Assembly into) {
        Computed x = into.plain(op, op.computed(0));
        long[] dims = into.dims(x);
        int groups = Math.toIntExact(op.integer("num_groups", 0));
        if (dims.length < 3 || groups < 1 || dims[1] % groups != 0) {
            throw op.refused("cuts the channels of " + into.shape(x) + " into " + groups + " groups");
        }
        long inside = into.shape(x).size() / groups;
        Map<String, Known> plain = Map.of("weight", filled(groups, 1), "bias", filled(groups, 0));
        Computed parts = into.reshape(op, x, new long[] {dims[0], groups, inside});
        Computed standard = into.add(op, new InstanceNorm(op.real("epsilon", 1e-5f)), List.of(parts), plain);
        Computed whole = into.reshape(op, standard, dims);
        Computed scaled =
                into.along(op, new Mul(), List.of(whole), Map.of(Arithmetic.TRAINED, perChannel(op, 1, dims)));
        return into.along(op, new Add(), List.of(scaled), Map.of(Arithmetic.TRAINED, perChannel(op, 2, dims)));
    }

    private static Known filled(int size, float value) {
        float[] values = new float[size];
        Arrays.fill(values, value);
        return Known.of(HostTensor.of(Shape.of(size), values));
    }

    /** (C) as (C, 1, …). */
    private static Known perChannel(OnnxOp op, int input, long[] dims) {
        Known given = op.known(input);
        int[] shape = new int[dims.length - 1];
        Arrays.fill(shape, 1);
        shape[0] = Math.toIntExact(dims[1]);
        if (given.tensor().size() != shape[0]) {
            throw op.refused("scales groups, not channels; export the model with opset 21");
        }
        return new Known(given.tensor().reshape(Shape.of(shape)), given.initializer(), null);
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
