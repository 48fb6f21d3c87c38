package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Activations side by side along one axis; index i of input k is index offset_k + i of the output. */
public record Concat(int axis) implements Operator, Homogeneous {
    @Override
    public List<String> trainable() {
        return List.of();
    }

    @Override
    public Shape shape(Shapes shapes) {
        Shape first = shapes.input();
        int extent = 0;
        for (Shape part : shapes.inputs()) {
            if (part.rank() != first.rank() || !part.with(axis, 0).equals(first.with(axis, 0))) {
                throw new ShapeMismatch("concatenates " + shapes.inputs() + " along axis " + axis);
            }
            extent += part.dim(axis);
        }
        return first.with(axis, extent);
    }

    @Override
    public Tensor apply(Operands<Tensor> operands, Execution execution) {
        return execution.scope().concat(operands.inputs(), axis);
    }

    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        Scope scope = execution.scope();
        Tensor y = scope.concat(operands.inputs().stream().map(Dual::primal).toList(), axis);
        if (operands.inputs().stream().map(Dual::tangent).allMatch(t -> t == null)) {
            return Dual.constant(y);
        }
        List<Tensor> tangents = new ArrayList<>();
        for (Dual part : operands.inputs()) {
            Tensor xdot = part.tangent();
            tangents.add(xdot == null ? scope.scale(part.primal(), 0) : xdot);
        }
        return new Dual(y, scope.concat(tangents, axis));
    }

    @Override
    public void couple(Links links) {
        int offset = 0;
        for (int part = 0; part < links.shapes().inputs().size(); part++) {
            for (int a = 0; a < links.output().rank(); a++) {
                if (a != axis) {
                    links.same(links.in(part, a), links.out(a));
                }
            }
            int extent = links.extent(links.in(part, axis));
            for (int i = 0; i < extent; i++) {
                links.link(links.in(part, axis), i, links.out(axis), offset + i);
            }
            offset += extent;
        }
    }

    @Override
    public void export(OnnxNode onnx) {
        List<String> inputs = Stream.iterate(0, i -> i + 1)
                .limit(onnx.shapes().inputs().size())
                .map(onnx::input)
                .toList();
        onnx.output("Concat", inputs, Map.of("axis", (long) axis));
    }

    @Override
    public long macs(Shapes shapes) {
        return 0;
    }

    @Override
    public Operator shrink(Kept kept) {
        return this;
    }

    @Override
    public String torch(TorchNode torch) {
        String parts = IntStream.range(0, torch.shapes().inputs().size())
                .mapToObj(torch::input)
                .collect(Collectors.joining(", "));
        return "torch.cat((" + parts + ",), dim=" + axis + ")";
    }
}
