package io.apoptosis.core.tensor;

/** Element type of a tensor, with the name that safetensors files use for it. */
public enum DType {
    FLOAT32("F32", 4),
    FLOAT64("F64", 8),
    INT64("I64", 8);

    private final String safetensorsName;
    private final int bytes;

    DType(String safetensorsName, int bytes) {
        this.safetensorsName = safetensorsName;
        this.bytes = bytes;
    }

    public String safetensorsName() {
        return safetensorsName;
    }

    /** Size of one element in bytes. */
    public int bytes() {
        return bytes;
    }

    public boolean isFloating() {
        return this != INT64;
    }
}
