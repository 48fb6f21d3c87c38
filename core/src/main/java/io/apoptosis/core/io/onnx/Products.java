package io.apoptosis.core.io.onnx;

import io.apoptosis.core.io.onnx.Value.Computed;
import io.apoptosis.core.io.onnx.Value.Known;
import io.apoptosis.core.op.Add;
import io.apoptosis.core.op.Arithmetic;
import io.apoptosis.core.op.Linear;
import io.apoptosis.core.op.MatMul;
import io.apoptosis.core.op.Operator;
import io.apoptosis.core.op.Projection;
import io.apoptosis.core.tensor.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Matrix products with weights and of two activations. A weight that ONNX transposes first keeps the layout it has in the file. */
final class Products {
    private Products() {}

    static void register(Map<String, Translation> translations) {
        translations.put("MatMul", Translation.of(Products::matMul));
        translations.put("Gemm", Translation.of(Products::gemm));
    }

    private static Value matMul(OnnxOp op, Assembly into) {
        if (op.value(0) instanceof Known) {
            throw op.refused("multiplies a constant from the left, which is not supported");
        }
        if (op.value(1) instanceof Known weight) {
            return projected(op, into, lastLast(op, into, op.computed(0)), weight);
        }
        Computed a = into.ordered(op, op.computed(0));
        Computed b = into.ordered(op, op.computed(1));
        if (a.rank() != b.rank() || !a.axes().equals(b.axes())) {
            throw op.refused("multiplies activations of different ranks");
        }
        return into.along(op, new MatMul(), List.of(a, b), Map.of());
    }

    private static Value projected(OnnxOp op, Assembly into, Computed x, Known weight) {
        if (weight.tensor().shape().rank() != 2) {
            throw op.refused("multiplies by a constant " + weight.tensor().shape() + "; matrices are supported");
        }
        Known original = weight.transposed();
        Operator operator = original == null ? new Projection() : new Linear();
        return into.along(op, operator, List.of(x), Map.of("weight", original == null ? weight : original));
    }

    /** The value with ONNX's last axis last in the node, too. */
    static Computed lastLast(OnnxOp op, Assembly into, Computed x) {
        return isLastLast(into, x) ? x : into.plain(op, x);
    }

    static boolean isLastLast(Assembly into, Computed x) {
        List<Integer> last = x.axes().get(x.rank() - 1);
        return last.size() == 1 && last.get(0) == into.shape(x).rank() - 1 && last.get(0) > 0;
    }

    private static Value gemm(OnnxOp op, Assembly into) {
        boolean scaled = op.real("alpha", 1) != 1 || op.has(2) && op.real("beta", 1) != 1;
        if (op.integer("transA", 0) != 0 || scaled) {
            throw op.refused("transposes its input or scales its terms (transA, alpha, beta), which is not supported");
        }
        Computed x = lastLast(op, into, op.computed(0));
        Known weight = op.known(1);
        Known outByIn = op.integer("transB", 0) != 0 ? weight : weight.transposed();
        if (outByIn != null) {
            Map<String, Known> parameters = new HashMap<>(Map.of("weight", outByIn));
            if (op.has(2)) {
                parameters.put("bias", bias(op, outByIn.tensor().shape()));
            }
            return into.along(op, new Linear(), List.of(x), parameters);
        }
        Computed product = into.along(op, new Projection(), List.of(x), Map.of("weight", weight));
        @Nullable Known bias = op.has(2) ? op.known(2) : null;
        return bias == null ? product : into.along(op, new Add(), List.of(product), Map.of(Arithmetic.TRAINED, bias));
    }

    private static Known bias(OnnxOp op, Shape weight) {
        Known bias = op.known(2);
        if (bias.tensor().size() != weight.dim(0)) {
            throw op.refused("adds " + bias.tensor().shape() + " to " + weight.dim(0) + " outputs");
        }
        return new Known(bias.tensor().reshape(Shape.of(weight.dim(0))), bias.initializer(), null);
    }
}
