package io.apoptosis.core.io;

import io.apoptosis.core.tensor.HostTensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The named tensors in what a checkpoint's pickle holds; everything that is not a tensor (epoch, best accuracy …) is left out. */
final class StateDict {
    /** Where training scripts put the state dict in a larger dictionary. */
    private static final List<String> WRAPPERS = List.of("state_dict", "model_state_dict", "model", "net");

    /** uint8 becomes int64, so files grow by 8; the rest is for weights that share a storage. */
    private static final int MAX_GROWTH = 16;

    private StateDict() {}

    /**
     * @param fileBytes size of the whole file, which bounds what the tensors may take
     * @param flat reads a storage whole
     */
    static Map<String, HostTensor> read(Object pickled, long fileBytes, Function<TorchStorage, HostTensor> flat) {
        Map<String, TorchTensor> views = views(pickled);
        long needed = views.values().stream().mapToLong(TorchTensor::bytes).reduce(0, Math::addExact);
        if (needed > MAX_GROWTH * fileBytes) {
            throw new MalformedFile(
                    "the checkpoint's tensors would take " + needed + " bytes, the file has only " + fileBytes);
        }
        Map<TorchStorage, HostTensor> read = new HashMap<>();
        Map<String, HostTensor> tensors = new LinkedHashMap<>();
        views.forEach((name, view) -> tensors.put(name, view.gather(read.computeIfAbsent(view.storage(), flat))));
        return tensors;
    }

    private static Map<String, TorchTensor> views(Object pickled) {
        if (!(pickled instanceof Map<?, ?> top)) {
            throw new MalformedFile("the checkpoint holds no dictionary of tensors; save model.state_dict()");
        }
        Map<String, TorchTensor> views = WRAPPERS.stream()
                .map(wrapper -> tensorsOf(top.get(wrapper)))
                .filter(tensors -> !tensors.isEmpty())
                .findFirst()
                .orElseGet(() -> tensorsOf(top));
        if (views.isEmpty()) {
            throw new MalformedFile("the checkpoint holds no tensors, neither directly nor under one of " + WRAPPERS);
        }
        return views;
    }

    private static Map<String, TorchTensor> tensorsOf(@Nullable Object value) {
        Map<String, TorchTensor> tensors = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> dictionary) {
            dictionary.forEach((key, item) -> {
                if (key instanceof String name && item instanceof TorchTensor tensor) {
                    tensors.put(name, tensor);
                }
            });
        }
        return tensors;
    }
}
