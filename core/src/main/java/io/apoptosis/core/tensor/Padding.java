package io.apoptosis.core.tensor;

/** Zeros added before and after each of the two spatial axes. */
public record Padding(int top, int bottom, int left, int right) {
    public static final Padding NONE = same(0);

    public Padding {
        if (top < 0 || bottom < 0 || left < 0 || right < 0) {
            throw new IllegalArgumentException("padding is not negative");
        }
    }

    public static Padding same(int each) {
        return new Padding(each, each, each, each);
    }
}
