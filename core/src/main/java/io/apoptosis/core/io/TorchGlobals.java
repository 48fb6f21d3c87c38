package io.apoptosis.core.io;

import io.apoptosis.core.tensor.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.IObjectConstructor;

/**
 * The only names a checkpoint may refer to, and what stands for each. Everything else is refused by name: looking a name up never
 * loads or runs anything.
 */
final class TorchGlobals {
    /** Stands for a value that no tensor depends on, such as a numpy scalar. */
    static final Object IGNORED = new Object();

    private static final Map<String, Object> ALLOWED = allowed();

    private TorchGlobals() {}

    static Object named(String module, String name) {
        Object allowed = ALLOWED.get(module + "." + name);
        if (allowed == null) {
            throw new MalformedFile("the checkpoint refers to " + module + "." + name
                    + ", which is code, not a tensor; save the state dict only: torch.save(model.state_dict(), FILE)");
        }
        return allowed;
    }

    private static Map<String, Object> allowed() {
        Map<String, Object> allowed = new LinkedHashMap<>();
        allowed.put("torch.FloatStorage", StoredType.F32);
        allowed.put("torch.DoubleStorage", StoredType.F64);
        allowed.put("torch.HalfStorage", StoredType.F16);
        allowed.put("torch.BFloat16Storage", StoredType.BF16);
        allowed.put("torch.LongStorage", StoredType.I64);
        allowed.put("torch.IntStorage", StoredType.I32);
        allowed.put("torch.ShortStorage", StoredType.I16);
        allowed.put("torch.CharStorage", StoredType.I8);
        allowed.put("torch.ByteStorage", StoredType.U8);
        allowed.put("torch.BoolStorage", StoredType.BOOL);
        IObjectConstructor ignored = arguments -> IGNORED;
        for (String harmless :
                List.of("numpy.dtype", "numpy.core.multiarray.scalar", "numpy._core.multiarray.scalar")) {
            allowed.put(harmless, ignored);
        }
        allowed.put("_codecs.encode", ignored);
        IObjectConstructor first = arguments -> arguments[0];
        allowed.put("torch.Size", first);
        allowed.put("torch._utils._rebuild_parameter", first);
        IObjectConstructor tensor = TorchGlobals::tensor;
        allowed.put("torch._utils._rebuild_tensor", tensor);
        allowed.put("torch._utils._rebuild_tensor_v2", tensor);
        IObjectConstructor dictionary = TorchGlobals::dictionary;
        allowed.put("collections.OrderedDict", dictionary);
        return Map.copyOf(allowed);
    }

    /** {@code (storage, offset, shape, strides, …)}. */
    private static Object tensor(Object[] arguments) {
        int[] dims = Arrays.stream((Object[]) arguments[2])
                .mapToInt(extent -> Math.toIntExact(((Number) extent).longValue()))
                .toArray();
        long[] strides = Arrays.stream((Object[]) arguments[3])
                .mapToLong(stride -> ((Number) stride).longValue())
                .toArray();
        return new TorchTensor(
                (TorchStorage) arguments[0], ((Number) arguments[1]).longValue(), Shape.of(dims), strides);
    }

    /** {@code ()}, or as Python 2 wrote it a list of [key, value] lists. */
    private static Object dictionary(Object[] arguments) {
        Map<Object, Object> dictionary = new LinkedHashMap<>();
        if (arguments.length > 0) {
            for (Object pair : (List<?>) arguments[0]) {
                List<?> keyAndValue = (List<?>) pair;
                TorchUnpickler.put(dictionary, keyAndValue.get(0), keyAndValue.get(1));
            }
        }
        return dictionary;
    }
}
