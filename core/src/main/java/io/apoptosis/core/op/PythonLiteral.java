package io.apoptosis.core.op;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Values as Python writes them. Text is quoted and plain ASCII, so that whatever a file calls a layer stays a string. */
public final class PythonLiteral {
    private static final int LAST_ASCII = 0x7e;
    private static final int LAST_OF_FOUR_DIGITS = 0xffff;

    private PythonLiteral() {}

    public static String of(String text) {
        return text.codePoints().mapToObj(PythonLiteral::escaped).collect(Collectors.joining("", "\"", "\""));
    }

    public static String of(boolean value) {
        return value ? "True" : "False";
    }

    public static String of(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "float(\"" + (Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf") + "\")";
        }
        return Double.toString(value).replace(".0E", "E").replace('E', 'e');
    }

    public static String tuple(int... values) {
        String listed = Arrays.stream(values).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        return "(" + listed + (values.length == 1 ? ",)" : ")");
    }

    /** One number where both are equal, as PyTorch takes extents of windows. */
    static String pair(int height, int width) {
        return height == width ? String.valueOf(height) : tuple(height, width);
    }

    private static String escaped(int character) {
        if (character == '"' || character == '\\') {
            return "\\" + (char) character;
        }
        if (character >= ' ' && character <= LAST_ASCII) {
            return Character.toString(character);
        }
        return String.format(character > LAST_OF_FOUR_DIGITS ? "\\U%08x" : "\\u%04x", character);
    }
}
