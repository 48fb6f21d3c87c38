package io.apoptosis.core.tensor.djl;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Products of operands that are rounded to bfloat16: PyTorch's autocast. libtorch records the rounding, so that the way back is computed alike.
 * DJL knows no bfloat16; what converts is a line of TorchScript of ours, written by tools/bfloat16.py.
 */
final class Bfloat16 {
    private final PtSymbolBlock conversion;

    /** @param manager that it lives as long as */
    Bfloat16(PtNDManager manager) {
        try (InputStream script = requireNonNull(Bfloat16.class.getResourceAsStream("bfloat16.pt"))) {
            conversion = JniUtils.loadModule(manager, script, false, false);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read bfloat16.pt from the class path", e);
        }
    }

    /** A product as libtorch has it, with its bias. */
    interface Product {
        PtNDArray of(PtNDArray x, PtNDArray weight, @Nullable PtNDArray bias);
    }

    PtNDArray product(PtNDArray x, PtNDArray weight, @Nullable PtNDArray bias, Product product) {
        try (PtNDArray a = converted(x);
                PtNDArray b = converted(weight);
                PtNDArray c = bias == null ? null : converted(bias);
                PtNDArray result = product.of(a, b, c)) {
            return converted(result);
        }
    }

    /** To bfloat16, and from it to float32. In training mode: otherwise DJL does not have it recorded. */
    private PtNDArray converted(PtNDArray array) {
        return (PtNDArray)
                IValueUtils.forward(conversion, new NDList(array), true).singletonOrThrow();
    }
}
