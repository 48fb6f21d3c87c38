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
                    Map.entry("bn-scale", options -> new BatchNormScale()),
                    Map.entry("c-obd", options -> new ChannelObd()),
                    Map.entry("c-obs", options -> new ChannelObs()),
                    Map.entry("eigendamage", options -> new EigenDamage()),
                    Map.entry("fpgm", options -> new Fpgm()),
                    Map.entry("kron-obd", options -> new KroneckerObd()),
                    Map.entry("kron-obs", options -> new KroneckerObs()),
                    Map.entry("lamp", options -> new Lamp()),
                    Map.entry("oba", options -> new Oba(options.expansion())),
                    Map.entry("obd", options -> new Obd()),
                    Map.entry("obs", options -> new Obs()),
                    Map.entry("random", options -> new RandomCriterion()),
                    Map.entry("taylor", options -> new Taylor()),
                    Map.entry("weight", options -> new Weight()),
                    Map.entry("weight-l2", options -> new WeightL2()))));

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
