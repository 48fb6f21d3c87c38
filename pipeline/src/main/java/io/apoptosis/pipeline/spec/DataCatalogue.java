package io.apoptosis.pipeline.spec;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Data sets that a specification may name without saying a file; the client knows where they lie. */
public final class DataCatalogue {
    private static final SortedMap<String, String> FORMATS = new TreeMap<>(Map.of(
            "cifar10-sample/train", "cifar10",
            "cifar10-sample/test", "cifar10",
            "cifar10/train", "cifar10",
            "cifar10/test", "cifar10",
            "cifar100/train", "cifar100",
            "cifar100/test", "cifar100",
            "fashion-mnist/train", "idx",
            "fashion-mnist/test", "idx"));

    private DataCatalogue() {}

    /** The format of the named data set, or empty where nothing has this name. */
    public static Optional<String> formatOf(String name) {
        return Optional.ofNullable(FORMATS.get(name));
    }

    public static Set<String> names() {
        return Collections.unmodifiableSet(FORMATS.keySet());
    }
}
