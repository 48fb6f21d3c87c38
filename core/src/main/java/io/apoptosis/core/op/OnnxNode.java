package io.apoptosis.core.op;

import io.apoptosis.core.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Where an operator writes itself as ONNX. Values are known by name; attributes are Long, Double, String or long[]. */
public interface OnnxNode {
    Shapes shapes();

    String input(int index);

    boolean has(String role);

    /** Name of the initializer that holds the parameter. */
    String parameter(String role);

    /** Adds an int64 initializer and gives its name. */
    String constant(long... values);

    /** Adds a float scalar initializer and gives its name. */
    String constant(float value);

    /** Adds a float vector as an initializer and gives its name. */
    String floats(float... values);

    /** Adds a node that gives an intermediate value and returns that value's name. */
    String intermediate(String opType, List<String> inputs, Map<String, Object> attributes);

    /** Adds the node that gives this operator's output. */
    void output(String opType, List<String> inputs, Map<String, Object> attributes);

    /** Adds a node that gives the input in the shape {@code output}, whatever the batch size. */
    default void reshape(Shape output) {
        long[] target = IntStream.of(output.dims()).asLongStream().toArray();
        target[0] = -1;
        output("Reshape", List.of(input(0), constant(target)), Map.of());
    }
}
