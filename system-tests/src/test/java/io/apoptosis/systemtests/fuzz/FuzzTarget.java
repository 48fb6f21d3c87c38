package io.apoptosis.systemtests.fuzz;

import java.util.Locale;

/** Where Jazzer comes in; {@code -Dfuzz.reader=onnx} says which reader. See fuzz-readers.sh. */
public final class FuzzTarget {
    private static final Reader READER =
            Reader.valueOf(System.getProperty("fuzz.reader", "").toUpperCase(Locale.ROOT));

    private FuzzTarget() {}

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        READER.accepts(bytes);
    }
}
