package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An operator of which nothing is known but the shape it gives: everything it reads and gives stays as it is. It stands in a network that is
 * looked at; one with it can't be computed, scored or written.
 *
 * @param type as the file calls it
 * @param sample shape for one sample, without the batch
 */
public record Opaque(String type, Shape sample) implements Operator {
    @Override
    public List<String> trainable() {
        return List.of();
    }

    @Override
    public Shape shape(Shapes shapes) {
        return Shape.of(
                IntStream.concat(IntStream.of(1), IntStream.of(sample.dims())).toArray());
    }

    @Override
    public Tensor apply(Operands<Tensor> operands, Execution execution) {
        throw unknown();
    }

    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        throw unknown();
    }

    /** An axis that is not mentioned is pinned. */
    @Override
    public void couple(Links links) {}

    @Override
    public long macs(Shapes shapes) {
        return 0;
    }

    @Override
    public Operator shrink(Kept kept) {
        return this;
    }

    @Override
    public void export(OnnxNode onnx) {
        throw unknown();
    }

    @Override
    public String torch(TorchNode torch) {
        throw unknown();
    }

    private IllegalArgumentException unknown() {
        return new IllegalArgumentException(
                "the operator " + type + " is not known: the network can be inspected, not computed");
    }
}
