package io.apoptosis.core.op;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * One kind of layer: what it computes, how a tangent passes through it, which axes correspond, what it costs, how it is cut and how
 * ONNX and PyTorch write it. All methods are mandatory; see CONTRIBUTING.md, "Anatomy of an operator". Instances are records whose components
 * are the operator's attributes and which graph.json stores under the record's name.
 */
public sealed interface Operator
        permits Activation,
                Arithmetic,
                BatchNorm2d,
                Concat,
                Conv1d,
                Conv2d,
                ConvBatchNorm,
                ConvTranspose2d,
                Embedding,
                Expand,
                Flatten,
                GlobalAvgPool,
                InstanceNorm,
                LayerNorm,
                Linear,
                MatMul,
                MergeAxes,
                Opaque,
                PRelu,
                Pad,
                Pooling,
                Projection,
                ReduceMean,
                Reshape,
                Slice,
                Softmax,
                SplitAxis,
                Token,
                Transpose,
                Upsample {

    /** Roles of the parameters a gradient is taken of, in the order the checkpoint lists them. */
    @JsonIgnore
    List<String> trainable();

    /** Shape of the output for one sample batch, {@code N} included; throws {@link ShapeMismatch} where the operands do not fit. */
    Shape shape(Shapes shapes);

    /** The primal. */
    Tensor apply(Operands<Tensor> operands, Execution execution);

    /** Primal and tangent along theta, theta live: algorithm.md, section 1.2. */
    Dual tangent(Operands<Dual> operands, Execution execution);

    /** Declares which axes correspond; an axis it does not mention is pinned and never pruned. */
    void couple(Links links);

    /** Multiply-accumulates for one sample. */
    long macs(Shapes shapes);

    /** This operator after a cut: attributes that depend on extents are adapted to what is kept. */
    Operator shrink(Kept kept);

    /** Writes this operator as ONNX nodes. */
    void export(OnnxNode onnx);

    /** This operator as a PyTorch expression. */
    String torch(TorchNode torch);

    /** The records behind this interface, families resolved: what can be computed, and what graph.json may name. */
    static List<Class<?>> kinds() {
        return kinds(Operator.class).filter(kind -> kind != Opaque.class).toList();
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Operator::kinds)
                : Stream.of(type);
    }
}
