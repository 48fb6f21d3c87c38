package io.apoptosis.core.tensor.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.Gradients;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.Window;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A DJL manager that really owns what is computed in it: {@link #own} takes each result over from its first operand's manager. */
final class DjlScope implements Scope {
    private final PtNDManager manager;
    private final DType dtype;
    private final DataType type;
    /** What products are computed in; null for the scope's own type. */
    private final @Nullable Bfloat16 rounded;

    private final Staging staging;

    DjlScope(PtNDManager manager, DType dtype, @Nullable Bfloat16 rounded, Staging staging) {
        this.manager = manager;
        this.dtype = dtype;
        this.type = DjlTensor.toDjl(dtype);
        this.rounded = rounded;
        this.staging = staging;
    }

    Tensor own(PtNDArray result) {
        if (result.getManager() != manager) {
            result.attach(manager);
        }
        return new DjlTensor(result);
    }

    /** Arrays alive in this scope and its children. */
    int live() {
        return manager.getManagedArrays().size();
    }

    @Override
    public DType dtype() {
        return dtype;
    }

    @Override
    public Scope child() {
        return new DjlScope(manager.newSubManager(manager.getDevice()), dtype, rounded, staging);
    }

    @Override
    public Tensor of(HostTensor tensor) {
        return own(staging.copyIn(manager, tensor.dtype().isFloating() ? tensor.as(dtype) : tensor));
    }

    @Override
    public HostTensor read(Tensor tensor) {
        Shape shape = tensor.shape();
        int size = Math.toIntExact(shape.size());
        ByteBuffer bytes = JniUtils.getByteBuffer(array(tensor), false).order(ByteOrder.nativeOrder());
        switch (tensor.dtype()) {
            case FLOAT32 -> {
                float[] values = new float[size];
                bytes.asFloatBuffer().get(values);
                return HostTensor.of(shape, values);
            }
            case FLOAT64 -> {
                double[] values = new double[size];
                bytes.asDoubleBuffer().get(values);
                return HostTensor.of(shape, values);
            }
            default -> {
                long[] values = new long[size];
                bytes.asLongBuffer().get(values);
                return HostTensor.of(shape, values);
            }
        }
    }

    @Override
    public Tensor variable(Tensor tensor) {
        PtNDArray leaf = JniUtils.detachGradient(array(tensor));
        leaf.setRequiresGradient(true);
        return own(leaf);
    }

    @Override
    public Tensor constant(Tensor tensor) {
        return own(JniUtils.detachGradient(array(tensor)));
    }

    /** The sum is what libtorch records; then the value is written over it, through an alias that it does not look at. */
    @Override
    public Tensor linearized(Tensor value, List<Tensor> inputs, List<Tensor> slopes) {
        Tensor sum = mul(inputs.get(0), slopes.get(0));
        for (int i = 1; i < inputs.size(); i++) {
            Tensor product = mul(inputs.get(i), slopes.get(i));
            Tensor longer = add(sum, product);
            release(sum);
            release(product);
            sum = longer;
        }
        Tensor alias = constant(sum);
        assign(alias, value);
        release(alias);
        return sum;
    }

    @Override
    public Gradients record() {
        return DjlGradients.open(this);
    }

    @Override
    public void assign(Tensor target, Tensor value) {
        if (!target.shape().equals(value.shape())) {
            throw new IllegalArgumentException("cannot assign " + value.shape() + " to " + target.shape());
        }
        int rank = target.shape().rank();
        if (rank == 0) {
            throw new IllegalArgumentException("cannot assign to a scalar");
        }
        long[] begin = new long[rank];
        long[] stride = new long[rank];
        Arrays.fill(stride, 1);
        JniUtils.indexSet(
                array(target),
                array(value),
                begin,
                DjlTensor.toLongs(target.shape().dims()),
                stride);
    }

    @Override
    public void release(Tensor tensor) {
        array(tensor).close();
    }

    @Override
    public Tensor add(Tensor a, Tensor b) {
        return own(JniUtils.add(array(a), array(b)));
    }

    @Override
    public Tensor sub(Tensor a, Tensor b) {
        return own(JniUtils.sub(array(a), array(b)));
    }

    @Override
    public Tensor mul(Tensor a, Tensor b) {
        return own(JniUtils.mul(array(a), array(b)));
    }

    @Override
    public Tensor div(Tensor a, Tensor b) {
        return own(JniUtils.div(array(a), array(b)));
    }

    @Override
    public Tensor scale(Tensor a, double factor) {
        try (PtNDArray constant = constant(factor)) {
            return own(JniUtils.mul(array(a), constant));
        }
    }

    @Override
    public Tensor shift(Tensor a, double term) {
        try (PtNDArray constant = constant(term)) {
            return own(JniUtils.add(array(a), constant));
        }
    }

    @Override
    public Tensor exp(Tensor a) {
        return own(JniUtils.exp(array(a)));
    }

    @Override
    public Tensor sqrt(Tensor a) {
        return own(JniUtils.sqrt(array(a)));
    }

    @Override
    public Tensor power(Tensor a, double exponent) {
        try (PtNDArray constant = constant(exponent)) {
            return own(JniUtils.pow(array(a), constant));
        }
    }

    @Override
    public Tensor sigmoid(Tensor a) {
        return own(JniUtils.sigmoid(array(a)));
    }

    @Override
    public Tensor tanh(Tensor a) {
        return own(JniUtils.tanh(array(a)));
    }

    @Override
    public Tensor erf(Tensor a) {
        return own(JniUtils.erf(array(a)));
    }

    @Override
    public Tensor relu(Tensor a) {
        return own(JniUtils.relu(array(a)));
    }

    @Override
    public Tensor clip(Tensor a, double low, double high) {
        PtNDArray operand = array(a);
        PtNDManager owner = operand.getManager();
        // DJL leaves the two bounds behind in the operand's manager: let it be this one meanwhile.
        operand.attach(manager);
        try {
            return own(JniUtils.clip(operand, low, high));
        } finally {
            operand.attach(owner);
        }
    }

    @Override
    public Tensor greater(Tensor a, double threshold) {
        try (PtNDArray constant = constant(threshold);
                PtNDArray mask = JniUtils.gt(array(a), constant)) {
            return own(JniUtils.to(mask, type, manager.getDevice()));
        }
    }

    @Override
    public Tensor sign(Tensor a) {
        try (PtNDArray still = JniUtils.detachGradient(array(a))) {
            return own(JniUtils.sign(still));
        }
    }

    @Override
    public Tensor equal(Tensor a, Tensor b) {
        try (PtNDArray mask = JniUtils.eq(array(a), array(b))) {
            return own(JniUtils.to(mask, type, manager.getDevice()));
        }
    }

    @Override
    public Tensor matmul(Tensor a, Tensor b) {
        return own(product(array(a), array(b), null, (x, y, none) -> JniUtils.matmul(x, y)));
    }

    @Override
    public Tensor linear(Tensor x, Tensor weight, @Nullable Tensor bias) {
        return own(product(array(x), array(weight), optional(bias), JniUtils::linear));
    }

    /** Ids are looked at here: a GPU that is asked for a row that isn't there is lost to the process. */
    @Override
    public Tensor embedding(Tensor table, Tensor ids) {
        if (ids.dtype() != DType.INT64) {
            throw new IllegalArgumentException("rows are looked up by integers, not " + ids);
        }
        int rows = table.shape().dim(0);
        for (long id : read(ids).longs()) {
            if (id < 0 || id >= rows) {
                throw new IllegalArgumentException("there is no row " + id + " in a table of " + rows);
            }
        }
        return own(JniUtils.embedding(array(ids), array(table), false));
    }

    @Override
    public Tensor conv2d(Tensor x, Tensor weight, @Nullable Tensor bias, Window window, int groups) {
        Bfloat16.Product convolution = (a, b, c) -> Windowed.convolution(a, b, c, window, groups);
        PtNDArray bound = optional(bias);
        // Of a convolution in groups there is little to add up, and libtorch's in bfloat16 is slow.
        return own(
                groups == 1
                        ? product(array(x), array(weight), bound, convolution)
                        : convolution.of(array(x), array(weight), bound));
    }

    @Override
    public Tensor maxPool2d(Tensor x, Window window) {
        return own(Windowed.maxPool(array(x), window));
    }

    @Override
    public Tensor avgPool2d(Tensor x, Window window) {
        return own(Windowed.averagePool(array(x), window));
    }

    @Override
    public Tensor batchNormTraining(
            Tensor x,
            Tensor gamma,
            Tensor beta,
            Tensor runningMean,
            Tensor runningVariance,
            double momentum,
            double epsilon) {
        return own(JniUtils.batchNorm(
                array(x),
                array(runningMean),
                array(runningVariance),
                array(gamma),
                array(beta),
                true,
                momentum,
                epsilon));
    }

    @Override
    public Tensor reshape(Tensor a, Shape shape) {
        return own(JniUtils.reshape(array(a), DjlTensor.toLongs(shape.dims())));
    }

    @Override
    public Tensor transpose(Tensor a, int... axes) {
        return own(JniUtils.permute(array(a), DjlTensor.toLongs(axes)));
    }

    @Override
    public Tensor expand(Tensor a, Shape shape) {
        return own(JniUtils.broadcast(array(a), new ai.djl.ndarray.types.Shape(DjlTensor.toLongs(shape.dims()))));
    }

    @Override
    public Tensor flip(Tensor a, int... axes) {
        return own(JniUtils.flip(array(a), DjlTensor.toLongs(axes)));
    }

    @Override
    public Tensor concat(List<Tensor> parts, int axis) {
        return own(JniUtils.cat(parts.stream().map(DjlTensor::array).toArray(PtNDArray[]::new), axis));
    }

    @Override
    public List<Tensor> split(Tensor a, int axis, int... extents) {
        return JniUtils.split(array(a), DjlTensor.toLongs(extents), axis).stream()
                .map((NDArray part) -> own((PtNDArray) part))
                .toList();
    }

    @Override
    public Tensor slice(Tensor a, int axis, int begin, int end, int stride) {
        return own(JniUtils.slice(array(a), axis, begin, end, stride));
    }

    @Override
    public Tensor pad(Tensor a, int axis, int before, int after) {
        // libtorch lists the widths from the last axis backwards.
        int fromLast = a.shape().rank() - 1 - axis;
        long[] widths = new long[2 * fromLast + 2];
        widths[2 * fromLast] = before;
        widths[2 * fromLast + 1] = after;
        return own(JniUtils.pad(array(a), widths, 0));
    }

    @Override
    public Tensor sum(Tensor a, int[] axes, boolean keepDims) {
        if (axes.length == 0) {
            throw new IllegalArgumentException("no axes to reduce");
        }
        return own(JniUtils.sum(array(a), DjlTensor.toLongs(axes), keepDims));
    }

    @Override
    public Tensor mean(Tensor a, int[] axes, boolean keepDims) {
        double count = 1;
        for (int axis : axes) {
            count *= a.shape().dim(axis);
        }
        Tensor sum = sum(a, axes, keepDims);
        try {
            return scale(sum, 1 / count);
        } finally {
            release(sum);
        }
    }

    @Override
    public Tensor softmax(Tensor a, int axis) {
        return own(JniUtils.softmax(array(a), axis, type));
    }

    @Override
    public Tensor logSoftmax(Tensor a, int axis) {
        return own(JniUtils.logSoftmax(array(a), axis, type));
    }

    @Override
    public Tensor oneHot(int[] labels, int classes) {
        double[] rows = new double[labels.length * classes];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes) {
                throw new IllegalArgumentException("label " + labels[i] + " is not one of " + classes + " classes");
            }
            rows[i * classes + labels[i]] = 1;
        }
        return of(HostTensor.of(Shape.of(labels.length, classes), rows));
    }

    @Override
    public void close() {
        manager.close();
    }

    /** A scalar in libtorch's own memory: one that DJL makes of a Java number may be gone before the backward pass. */
    private PtNDArray constant(double value) {
        return JniUtils.full(
                manager, new ai.djl.ndarray.types.Shape(), value, type, manager.getDevice(), SparseFormat.DENSE);
    }

    private PtNDArray product(PtNDArray x, PtNDArray weight, @Nullable PtNDArray bias, Bfloat16.Product product) {
        return rounded == null ? product.of(x, weight, bias) : rounded.product(x, weight, bias, product);
    }

    private static PtNDArray array(Tensor tensor) {
        return DjlTensor.array(tensor);
    }

    private static @Nullable PtNDArray optional(@Nullable Tensor tensor) {
        return tensor == null ? null : DjlTensor.array(tensor);
    }
}
