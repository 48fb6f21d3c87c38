package io.apoptosis.core.tensor;

/** Zeros added before and after each of the two spatial axes. */
public record Padding(int top, int bottom, int left, int right) {
    public static final Padding NONE = same(0);

    public static Padding same(int each) {
        return new Padding(each, each, each, each);
    }
}
