package io.apoptosis.core.model;

import io.apoptosis.core.model.CifarResNet.Shortcut;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** The built-in architectures by name. */
public final class Architectures {
    private static final Map<String, IntFunction<Architecture>> BY_NAME = new TreeMap<>();

    static {
        for (int depth : new int[] {20, 32, 44, 56}) {
            BY_NAME.put("resnet" + depth, classes -> CifarResNet.build(depth, classes, Shortcut.OPTION_A));
            BY_NAME.put("resnet" + depth + "-b", classes -> CifarResNet.build(depth, classes, Shortcut.OPTION_B));
        }
    }

    private Architectures() {}

    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /** @throws IllegalArgumentException for a name that is not in {@link #names()} */
    public static Architecture named(String name, int classes) {
        IntFunction<Architecture> architecture = BY_NAME.get(name);
        if (architecture == null) {
            throw new IllegalArgumentException(
                    "unknown architecture " + name + "; known: " + String.join(", ", BY_NAME.keySet()));
        }
        return architecture.apply(classes);
    }
}
