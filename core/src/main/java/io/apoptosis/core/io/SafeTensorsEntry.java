package io.apoptosis.core.io;

import com.fasterxml.jackson.databind.JsonNode;
import io.apoptosis.core.tensor.Shape;

/**
 * One tensor's line in a safetensors header.
 *
 * @param begin first byte, counted from the start of the data
 * @param end one past the last byte
 */
record SafeTensorsEntry(String name, StoredType type, Shape shape, long begin, long end) {
    static SafeTensorsEntry parse(String name, JsonNode json) {
        String dtype = json.path("dtype").asText("");
        StoredType type = StoredType.named(dtype)
                .orElseThrow(() -> new MalformedFile("tensor " + name + " has the element type '" + dtype
                        + "', which is not one of " + StoredType.names() + "; convert it"));
        JsonNode offsets = json.path("data_offsets");
        if (!offsets.isArray() || offsets.size() != 2) {
            throw new MalformedFile("tensor " + name + " needs data_offsets [begin, end]");
        }
        SafeTensorsEntry entry = new SafeTensorsEntry(
                name,
                type,
                shape(name, json.path("shape")),
                offset(name, offsets.get(0)),
                offset(name, offsets.get(1)));
        entry.requireSizeMatches();
        return entry;
    }

    private static Shape shape(String name, JsonNode json) {
        if (!json.isArray()) {
            throw new MalformedFile("tensor " + name + " has no shape");
        }
        int[] dims = new int[json.size()];
        for (int i = 0; i < dims.length; i++) {
            if (!json.get(i).isInt() || json.get(i).intValue() < 0) {
                throw new MalformedFile("tensor " + name + " has the extent " + json.get(i) + " in its shape");
            }
            dims[i] = json.get(i).intValue();
        }
        return Shape.of(dims);
    }

    private static long offset(String name, JsonNode json) {
        if (!json.canConvertToLong() || !json.isIntegralNumber() || json.longValue() < 0) {
            throw new MalformedFile("tensor " + name + " has the data offset " + json);
        }
        return json.longValue();
    }

    private void requireSizeMatches() {
        long needed;
        try {
            needed = Math.multiplyExact(shape.size(), type.bytes());
        } catch (ArithmeticException overflow) {
            throw new MalformedFile("tensor " + name + " has the impossible shape " + shape, overflow);
        }
        if (end - begin != needed) {
            throw new MalformedFile("tensor " + name + ", " + type + " " + shape + ", needs " + needed
                    + " bytes but its offsets give " + (end - begin));
        }
    }
}
