package io.apoptosis.core.importance;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The criteria by the names that specifications use. */
final class Criteria {
    static final SortedMap<String, Function<CriterionOptions, Criterion>> BY_NAME =
            Collections.unmodifiableSortedMap(new TreeMap<>(Map.ofEntries(
                    Map.entry(
                            "apoptosis", options -> new Apoptosis(options.curvature(), options.ridge(), options.per())),
                    Map.entry("gate", options -> new Gate(options.curvature())),
                    Map.entry("oba", options -> new Oba(options.expansion())),
                    Map.entry("random", options -> new RandomCriterion()),
                    Map.entry("taylor", options -> new Taylor()),
                    Map.entry("weight", options -> new Weight()))));

    private Criteria() {}

    static Criterion named(String name, CriterionOptions options) {
        Function<CriterionOptions, Criterion> criterion = BY_NAME.get(name);
        if (criterion == null) {
            throw new IllegalArgumentException(
                    "unknown criterion " + name + "; known: " + String.join(", ", BY_NAME.keySet()));
        }
        return criterion.apply(options);
    }
}
