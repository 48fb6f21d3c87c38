package io.apoptosis.core.io.onnx;

import java.util.List;

/** One ONNX operator in our terms: adds nodes to the assembly and gives the operator's outputs. */
@FunctionalInterface
interface Translation {
    List<Value> translate(OnnxOp op, Assembly into);

    /** A translation with one output. */
    @FunctionalInterface
    interface Single {
        Value translate(OnnxOp op, Assembly into);
    }

    static Translation of(Single single) {
        return (op, into) -> List.of(single.translate(op, into));
    }
}
