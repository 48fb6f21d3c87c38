package io.apoptosis.core.io.onnx;

import io.apoptosis.core.tensor.HostTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What an ONNX value is to us. */
sealed interface Value {

    /**
     * The same for every image: an initializer, a constant, or what was computed from those.
     *
     * @param initializer name of the initializer whose elements, or first elements, these are, in that order, or null
     * @param transposed the matrix that this is the transpose of, or null
     */
    record Known(
            HostTensor tensor,
            @Nullable String initializer,
            @Nullable Known transposed) implements Value {
        static Known of(HostTensor tensor) {
            return new Known(tensor, null, null);
        }

        boolean isScalar() {
            return tensor.size() == 1;
        }

        double scalar() {
            return tensor.doubles()[0];
        }
    }

    /**
     * A node's output, of which ONNX may see the axes in another order, or the batch merged with some.
     *
     * @param axes for each axis as ONNX sees it, the node's own axes it consists of, outermost first; the node's axis 0 is the batch
     */
    record Computed(String node, List<List<Integer>> axes) implements Value {
        public Computed {
            axes = axes.stream().map(List::copyOf).toList();
        }

        /** The node's axes as they are. */
        static Computed plain(String node, int rank) {
            return new Computed(
                    node, IntStream.range(0, rank).mapToObj(List::of).toList());
        }

        int rank() {
            return axes.size();
        }

        /** The node's axes in the order in which ONNX has their elements. */
        List<Integer> order() {
            List<Integer> order = new ArrayList<>();
            axes.forEach(order::addAll);
            return order;
        }

        boolean isOrdered() {
            List<Integer> order = order();
            return IntStream.range(0, order.size()).allMatch(i -> order.get(i) == i);
        }

        boolean isUnmerged() {
            return axes.stream().allMatch(parts -> parts.size() == 1);
        }

        Computed at(String otherNode) {
            return new Computed(otherNode, axes);
        }
    }
}
