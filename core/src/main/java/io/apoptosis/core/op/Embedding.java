package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Rows of weight (ids, features) at integer ids (N, …): (N, …, features). Ids are neither differentiated nor pruned, so the rows all stay. */
public record Embedding() implements Operator, Homogeneous {
    public static final String TABLE = "weight";

    @Override
    public List<String> trainable() {
        return List.of(TABLE);
    }

    @Override
    public Shape shape(Shapes shapes) {
        Shape table = shapes.parameter(TABLE);
        if (table.rank() != 2) {
            throw new ShapeMismatch("looks rows up in " + table + ", which is no table");
        }
        return shapes.input().append(table.dim(1));
    }

    @Override
    public Tensor apply(Operands<Tensor> operands, Execution execution) {
        return execution.scope().embedding(operands.parameter(TABLE), operands.input());
    }

    /** Linear in the table, so its tangent along theta is itself. */
    @Override
    public Dual tangent(Operands<Dual> operands, Execution execution) {
        Tensor y = execution
                .scope()
                .embedding(operands.parameter(TABLE), operands.input().primal());
        return new Dual(y, y);
    }

    @Override
    public EulerDual carry(Operands<EulerDual> operands, Execution execution) {
        Tensor y = execution
                .scope()
                .embedding(operands.parameter(TABLE), operands.input().primal());
        return new EulerDual(y, 1, null);
    }

    @Override
    public void couple(Links links) {
        int last = links.output().rank() - 1;
        for (int axis = 0; axis < last; axis++) {
            links.same(links.in(axis), links.out(axis));
        }
        links.same(links.parameter(TABLE, 1), links.out(last));
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
        onnx.output("Gather", List.of(onnx.parameter(TABLE), onnx.input(0)), Map.of("axis", 0L));
    }

    @Override
    public String torch(TorchNode torch) {
        Shape table = torch.shapes().parameter(TABLE);
        return torch.layer("nn.Embedding(" + table.dim(0) + ", " + table.dim(1) + ")")
                .map(layer -> layer + "(" + torch.input(0) + ")")
                .orElseGet(() -> "F.embedding(" + torch.input(0) + ", " + torch.parameter(TABLE) + ")");
    }
}
