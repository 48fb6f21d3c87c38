package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/** One axis as several. The indices of one of them, the carrier, are what can be removed, each with all it has in the others, which are pinned: of query, key and value, heads and channels per head, a head. */
public record SplitAxis(int axis, List<Integer> extents, int carrier) implements Operator, Homogeneous {
    public SplitAxis {
        extents = List.copyOf(extents);
        if (axis < 1 || carrier < 0 || carrier >= extents.size()) {
            throw new IllegalArgumentException("axis " + axis + " split into " + extents + " has no part " + carrier);
        }
    }

    @Override
    public List<String> trainable() {
        return List.of();
    }

    @Override
    public Shape shape(Shapes shapes) {
        Shape x = shapes.input();
        Shape y = batched(x);
        if (axis >= x.rank() || y.size() != x.size()) {
            throw new ShapeMismatch("splits axis " + axis + " of " + x + " into " + extents);
        }
        return y;
    }

    @Override
    public Tensor apply(Operands<Tensor> operands, Execution execution) {
        return execution
                .scope()
                .reshape(operands.input(), batched(operands.input().shape()));
    }

    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        return Tangents.linear(operands.input(), x -> execution.scope().reshape(x, batched(x.shape())));
    }

    private Shape batched(Shape x) {
        IntStream before = IntStream.range(0, axis).map(x::dim);
        IntStream parts = extents.stream().mapToInt(Integer::intValue);
        IntStream after = IntStream.range(axis + 1, x.rank()).map(x::dim);
        return Shape.of(IntStream.concat(IntStream.concat(before, parts), after).toArray());
    }

    @Override
    public void couple(Links links) {
        for (int a = 0; a < links.shapes().input().rank(); a++) {
            if (a != axis) {
                links.same(links.in(a), links.out(a < axis ? a : a + extents.size() - 1));
            }
        }
        int inner = 1;
        for (int part = carrier + 1; part < extents.size(); part++) {
            inner *= extents.get(part);
        }
        for (int i = 0; i < links.extent(links.in(axis)); i++) {
            links.link(links.in(axis), i, links.out(axis + carrier), i / inner % extents.get(carrier));
        }
    }

    @Override
    public long macs(Shapes shapes) {
        return 0;
    }

    @Override
    public Operator shrink(Kept kept) {
        List<Integer> left = IntStream.range(0, extents.size())
                .map(part -> kept.output(axis + part).length)
                .boxed()
                .toList();
        return new SplitAxis(axis, left, carrier);
    }

    @Override
    public void export(OnnxNode onnx) {
        onnx.reshape(shape(onnx.shapes()));
    }

    @Override
    public String torch(TorchNode torch) {
        int[] parts = extents.stream().mapToInt(Integer::intValue).toArray();
        return torch.input(0) + ".unflatten(" + axis + ", " + PythonLiteral.tuple(parts) + ")";
    }
}
