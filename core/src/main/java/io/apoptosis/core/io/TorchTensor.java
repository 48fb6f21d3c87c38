package io.apoptosis.core.io;

import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;

/** A strided view of a storage, as the pickle describes it; offset and strides count elements. */
record TorchTensor(TorchStorage storage, long offset, Shape shape, long[] strides) {
    /** @throws MalformedFile where the view reaches outside of its storage */
    TorchTensor {
        if (strides.length != shape.rank() || offset < 0) {
            throw new MalformedFile(
                    "a tensor of shape " + shape + " has " + strides.length + " strides and offset " + offset);
        }
        long last = offset;
        for (int axis = 0; axis < strides.length; axis++) {
            if (strides[axis] < 0) {
                throw new MalformedFile("a tensor of shape " + shape + " has the stride " + strides[axis]);
            }
            last = Math.addExact(last, Math.multiplyExact(strides[axis], Math.max(0L, shape.dim(axis) - 1L)));
        }
        if (shape.size() > 0 && last >= storage.elements()) {
            throw new MalformedFile("a tensor of shape " + shape + " reaches element " + last + " of storage "
                    + storage.key() + ", which has " + storage.elements());
        }
    }

    /** Bytes the tensor takes once it is read. */
    long bytes() {
        return Math.multiplyExact(shape.size(), storage.type().target().bytes());
    }

    /** The tensor, dense and row-major, out of the whole storage. */
    HostTensor gather(HostTensor flat) {
        if (offset == 0 && shape.size() == flat.size() && isRowMajor()) {
            return flat.reshape(shape);
        }
        return flat.select(0, positions()).reshape(shape);
    }

    private boolean isRowMajor() {
        for (int axis = 0; axis < strides.length; axis++) {
            if (shape.dim(axis) > 1 && strides[axis] != shape.inner(axis)) {
                return false;
            }
        }
        return true;
    }

    private int[] positions() {
        int[] positions = new int[Math.toIntExact(shape.size())];
        int[] index = new int[shape.rank()];
        long at = offset;
        for (int i = 0; i < positions.length; i++) {
            positions[i] = (int) at;
            for (int axis = index.length - 1; axis >= 0; axis--) {
                at += strides[axis];
                if (++index[axis] < shape.dim(axis)) {
                    break;
                }
                at -= strides[axis] * index[axis];
                index[axis] = 0;
            }
        }
        return positions;
    }
}
