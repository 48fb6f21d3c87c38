package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sum, difference, product or quotient of two operands, elementwise, axes of extent 1 repeated. The operands are two activations of one
 * rank, or one activation and a parameter of at most its rank, aligned at the last axis, which is the second operand: {@link #TRAINED}, a
 * part of theta, or {@link #FIXED}, a constant of the network. Indices of axes that are not repeated correspond.
 */
public sealed interface Arithmetic extends Operator permits Add, Div, Mul, Sub {
    String TRAINED = "operand";
    String FIXED = "constant";

    Tensor of(Scope scope, Tensor a, Tensor b);

    /** The tangent; either operand's may be zero. */
    @Nullable
    Tensor along(Scope scope, Dual a, Dual b, Tensor y);

    /** As ONNX calls it. */
    String onnxName();

    /** As Python writes it. */
    String sign();

    @Override
    default List<String> trainable() {
        return List.of(TRAINED);
    }

    @Override
    default Shape shape(Shapes shapes) {
        Shape a = shapes.input(0);
        Shape b = second(shapes);
        boolean parameter = shapes.inputs().size() == 1;
        if (parameter ? b.rank() > a.rank() : b.rank() != a.rank()) {
            throw new ShapeMismatch("combines " + a + " with " + b);
        }
        Shape y = a;
        for (int axis = a.rank() - b.rank(); axis < a.rank(); axis++) {
            int extent = b.dim(axis - a.rank() + b.rank());
            if (a.dim(axis) != extent && a.dim(axis) != 1 && extent != 1) {
                throw new ShapeMismatch("combines " + a + " with " + b);
            }
            y = y.with(axis, a.dim(axis) == 1 ? extent : a.dim(axis));
        }
        return y;
    }

    @Override
    default Tensor apply(Operands<Tensor> operands, Execution execution) {
        Tensor b = operands.inputs().size() > 1 ? operands.input(1) : parameter(operands);
        return of(execution.scope(), operands.input(0), b);
    }

    @Override
    default Dual tangent(Operands<Dual> operands, Execution execution) {
        Scope scope = execution.scope();
        Dual a = operands.input(0);
        Dual b = operands.inputs().size() > 1 ? operands.input(1) : live(operands);
        Tensor y = of(scope, a.primal(), b.primal());
        return new Dual(y, along(scope, a, b, y));
    }

    /** A trained parameter's tangent is itself. */
    private static Dual live(Operands<Dual> operands) {
        Tensor value = parameter(operands);
        return operands.optional(TRAINED) == null ? Dual.constant(value) : new Dual(value, value);
    }

    private static Tensor parameter(Operands<?> operands) {
        Tensor trained = operands.optional(TRAINED);
        return trained == null ? operands.parameter(FIXED) : trained;
    }

    private static Shape second(Shapes shapes) {
        if (shapes.inputs().size() > 1) {
            return shapes.input(1);
        }
        return shapes.parameter(shapes.has(TRAINED) ? TRAINED : FIXED);
    }

    @Override
    default void couple(Links links) {
        Shape y = links.output();
        Shape b = second(links.shapes());
        int shift = y.rank() - b.rank();
        for (int axis = 0; axis < y.rank(); axis++) {
            if (links.shapes().input(0).dim(axis) == y.dim(axis)) {
                links.same(links.in(0, axis), links.out(axis));
            }
            if (axis >= shift && b.dim(axis - shift) == y.dim(axis)) {
                links.same(end(links, axis - shift), links.out(axis));
            }
        }
    }

    private static Links.End end(Links links, int axis) {
        if (links.shapes().inputs().size() > 1) {
            return links.in(1, axis);
        }
        return links.parameter(links.has(TRAINED) ? TRAINED : FIXED, axis);
    }

    @Override
    default long macs(Shapes shapes) {
        return 0;
    }

    @Override
    default Operator shrink(Kept kept) {
        return this;
    }

    @Override
    default void export(OnnxNode onnx) {
        String b =
                onnx.shapes().inputs().size() > 1 ? onnx.input(1) : onnx.parameter(onnx.has(TRAINED) ? TRAINED : FIXED);
        onnx.output(onnxName(), List.of(onnx.input(0), b), Map.of());
    }

    @Override
    default String torch(TorchNode torch) {
        String b = torch.shapes().inputs().size() > 1
                ? torch.input(1)
                : torch.parameter(torch.has(TRAINED) ? TRAINED : FIXED);
        return torch.input(0) + " " + sign() + " " + b;
    }
}
