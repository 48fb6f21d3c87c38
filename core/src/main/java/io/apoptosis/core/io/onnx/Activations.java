package io.apoptosis.core.io.onnx;

import io.apoptosis.core.io.onnx.Value.Computed;
import io.apoptosis.core.io.onnx.Value.Known;
import io.apoptosis.core.op.Add;
import io.apoptosis.core.op.Affine;
import io.apoptosis.core.op.Clip;
import io.apoptosis.core.op.Elu;
import io.apoptosis.core.op.Erf;
import io.apoptosis.core.op.HardSigmoid;
import io.apoptosis.core.op.HardSwish;
import io.apoptosis.core.op.LeakyRelu;
import io.apoptosis.core.op.Mul;
import io.apoptosis.core.op.Operator;
import io.apoptosis.core.op.PRelu;
import io.apoptosis.core.op.Power;
import io.apoptosis.core.op.Relu;
import io.apoptosis.core.op.Relu6;
import io.apoptosis.core.op.Sigmoid;
import io.apoptosis.core.op.Softmax;
import io.apoptosis.core.op.Tanh;
import io.apoptosis.core.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Functions of one element at a time, and softmax. */
final class Activations {
    private Activations() {}

    static void register(Map<String, Translation> translations) {
        Map<String, Function<OnnxOp, Operator>> elementwise = Map.ofEntries(
                Map.entry("Relu", op -> new Relu()),
                Map.entry("LeakyRelu", op -> new LeakyRelu(op.real("alpha", 0.01))),
                Map.entry("Elu", op -> new Elu(op.real("alpha", 1))),
                Map.entry("HardSigmoid", op -> new HardSigmoid(op.real("alpha", 0.2), op.real("beta", 0.5))),
                Map.entry("HardSwish", op -> new HardSwish()),
                Map.entry("Sigmoid", op -> new Sigmoid()),
                Map.entry("Tanh", op -> new Tanh()),
                Map.entry("Erf", op -> new Erf()),
                Map.entry("Neg", op -> new Affine(-1, 0)),
                Map.entry("Sqrt", op -> new Power(0.5)),
                Map.entry("Reciprocal", op -> new Power(-1)),
                Map.entry("Pow", op -> new Power(exponent(op))),
                Map.entry("Clip", Activations::clip));
        elementwise.forEach((type, operator) -> translations.put(
                type, Translation.of((op, into) -> into.along(op, operator.apply(op), op.computed(0)))));
        translations.put("Gelu", Translation.of(Activations::gelu));
        translations.put("PRelu", Translation.of(Activations::prelu));
        translations.put("Softmax", Translation.of(Activations::softmax));
    }

    private static double exponent(OnnxOp op) {
        if (!op.known(1).isScalar()) {
            throw op.refused("has several exponents");
        }
        return op.known(1).scalar();
    }

    private static Operator clip(OnnxOp op) {
        double low = bound(op, 1, "min", -Float.MAX_VALUE);
        double high = bound(op, 2, "max", Float.MAX_VALUE);
        if (low == 0 && high == Float.MAX_VALUE) {
            return new Relu();
        }
        return low == 0 && high == 6 ? new Relu6() : new Clip(low, high);
    }

    private static double bound(OnnxOp op, int input, String attribute, double otherwise) {
        return op.has(input) ? op.known(input).scalar() : op.real(attribute, otherwise);
    }

    /** x/2 (1 + erf(x / sqrt 2)), or its approximation by tanh (opset 20). */
    private static Value gelu(OnnxOp op, Assembly into) {
        Computed x = op.computed(0);
        Computed inner;
        if (op.text("approximate", "none").equals("tanh")) {
            Computed cube = into.along(op, new Power(3), x);
            Computed small = into.along(op, new Affine(0.044715, 0), cube);
            Computed sum = into.along(op, new Add(), List.of(x, small), Map.of());
            Computed scaled = into.along(op, new Affine(Math.sqrt(2 / Math.PI), 0), sum);
            inner = into.along(op, new Tanh(), scaled);
        } else {
            inner = into.along(op, new Erf(), into.along(op, new Affine(Math.sqrt(0.5), 0), x));
        }
        Computed share = into.along(op, new Affine(0.5, 0.5), inner);
        return into.along(op, new Mul(), List.of(x, share), Map.of());
    }

    private static Value prelu(OnnxOp op, Assembly into) {
        Computed x = into.plain(op, op.computed(0));
        Known slope = op.known(1);
        Shape shape = slope.tensor().shape();
        // One slope alone fits every rank.
        Known fitting = shape.rank() <= x.rank()
                ? slope
                : new Known(slope.tensor().reshape(Shape.of(1)), slope.initializer(), null);
        return into.along(op, new PRelu(), List.of(x), Map.of("slope", fitting));
    }

    /** Before opset 13, all axes from the given one on are one. */
    private static Value softmax(OnnxOp op, Assembly into) {
        Computed x = op.computed(0);
        long axis = op.integer("axis", op.opset() < 13 ? 1 : -1);
        if (op.opset() < 13 && axis != -1 && axis != x.rank() - 1) {
            throw op.refused("is a softmax over several axes");
        }
        return into.along(op, new Softmax(into.axis(op, x, axis)), x);
    }
}
