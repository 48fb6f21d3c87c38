package io.apoptosis.core.data;

import io.apoptosis.core.io.MalformedFile;
import io.apoptosis.core.io.SafeTensors;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * Samples from a safetensors file with {@code input} (N, …), used as it is (neither scaled nor normalized), and {@code labels} (N). Integers
 * are token ids.
 */
public final class TensorFile implements ImageSet {
    private final HostTensor input;
    private final int[] labels;
    private final int ids;

    private TensorFile(HostTensor input, int[] labels, int ids) {
        this.input = input;
        this.labels = labels;
        this.ids = ids;
    }

    public static TensorFile read(Path file) {
        Map<String, HostTensor> tensors = SafeTensors.read(file);
        try {
            HostTensor input = tensor(tensors, "input");
            HostTensor labels = tensor(tensors, "labels");
            if (input.shape().rank() < 2) {
                throw new MalformedFile(
                        "'input' has to be a tensor (N, …), N samples of at least one axis; it is " + input);
            }
            if (!labels.shape().equals(Shape.of(input.shape().dim(0)))
                    || labels.dtype().isFloating()) {
                throw new MalformedFile("'labels' has to hold " + input.shape().dim(0)
                        + " integers, one for each sample of 'input'; it is " + labels);
            }
            int ids = input.dtype().isFloating() ? 0 : count(input.longs());
            return new TensorFile(input, checked(labels.longs()), ids);
        } catch (MalformedFile malformed) {
            throw malformed.in(file);
        }
    }

    private static HostTensor tensor(Map<String, HostTensor> tensors, String name) {
        HostTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new MalformedFile(
                    "there is no tensor '" + name + "'; a file of samples holds 'input' and 'labels', this one "
                            + tensors.keySet().stream().limit(10).toList());
        }
        return tensor;
    }

    private static int[] checked(long[] labels) {
        int[] checked = new int[labels.length];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] > Integer.MAX_VALUE) {
                throw new MalformedFile("sample " + i + " has the label " + labels[i] + "; labels count from 0");
            }
            checked[i] = (int) labels[i];
        }
        return checked;
    }

    private static int count(long[] ids) {
        long largest = 0;
        for (long id : ids) {
            if (id < 0 || id >= Integer.MAX_VALUE) {
                throw new MalformedFile("'input' holds integers, which are token ids, but " + id + " is none");
            }
            largest = Math.max(largest, id);
        }
        return (int) largest + 1;
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public Shape sampleShape() {
        int[] dims = input.shape().dims();
        return Shape.of(Arrays.copyOfRange(dims, 1, dims.length));
    }

    @Override
    public int[] labels() {
        return labels.clone();
    }

    @Override
    public int ids() {
        return ids;
    }

    @Override
    public Batch batch(int[] indices) {
        int[] chosen = Arrays.stream(indices).map(i -> labels[i]).toArray();
        return new Batch(input.select(0, indices), chosen);
    }
}
