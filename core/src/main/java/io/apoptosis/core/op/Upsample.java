package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Every pixel of (N, C, H, W) repeated, height times downwards and width times to the right: nearest-neighbour interpolation by whole factors. */
public record Upsample(int height, int width) implements Operator, Homogeneous {
    public Upsample {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("a pixel is repeated at least once, not " + height + "x" + width);
        }
    }

    @Override
    public List<String> trainable() {
        return List.of();
    }

    @Override
    public Shape shape(Shapes shapes) {
        Shape x = shapes.input();
        if (x.rank() != 4) {
            throw new ShapeMismatch("repeats pixels of two spatial axes, got " + x);
        }
        return Shape.of(x.dim(0), x.dim(1), x.dim(2) * height, x.dim(3) * width);
    }

    @Override
    public Tensor apply(Operands<Tensor> operands, Execution execution) {
        return repeat(operands.input(), execution.scope());
    }

    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        return Tangents.linear(operands.input(), x -> repeat(x, execution.scope()));
    }

    private Tensor repeat(Tensor x, Scope scope) {
        Shape s = x.shape();
        Tensor apart = scope.reshape(x, Shape.of(s.dim(0), s.dim(1), s.dim(2), 1, s.dim(3), 1));
        Tensor repeated = scope.expand(apart, Shape.of(s.dim(0), s.dim(1), s.dim(2), height, s.dim(3), width));
        return scope.reshape(repeated, Shape.of(s.dim(0), s.dim(1), s.dim(2) * height, s.dim(3) * width));
    }

    @Override
    public void couple(Links links) {
        links.same(links.in(1), links.out(1));
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
    public void export(OnnxNode onnx) {
        onnx.output(
                "Resize",
                List.of(onnx.input(0), "", onnx.floats(1, 1, height, width)),
                Map.of("mode", "nearest", "coordinate_transformation_mode", "asymmetric", "nearest_mode", "floor"));
    }

    @Override
    public String torch(TorchNode torch) {
        return torch.input(0) + ".repeat_interleave(" + height + ", dim=2).repeat_interleave(" + width + ", dim=3)";
    }
}
