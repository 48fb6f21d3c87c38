package io.apoptosis.core.validate;

import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.importance.Reduction;
import io.apoptosis.core.importance.ScoreNormalization;
import io.apoptosis.core.importance.Scores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Spearman correlation of a criterion's scores with the true loss change (the paper's Table 1).
 *
 * @param perLayer mean over the coupled groups; normalizing within a group does not change it
 * @param overall over all units, by normalization
 */
public record Agreement(String criterion, double perLayer, Map<String, Double> overall) {
    public Agreement {
        overall = Collections.unmodifiableMap(new LinkedHashMap<>(overall));
    }

    /** @param truth by group, as {@link LossChange} gives it */
    public static Agreement of(
            String criterion, List<Group> groups, Scores scores, Reduction reduction, Map<String, double[]> truth) {
        List<double[]> raw = new ArrayList<>();
        List<double[]> changes = new ArrayList<>();
        for (Group group : groups) {
            raw.add(scores.of(group, reduction));
            changes.add(truth.getOrDefault(group.name(), new double[0]));
        }
        Map<String, Double> overall = new LinkedHashMap<>();
        for (ScoreNormalization normalization : ScoreNormalization.values()) {
            double[] all = joined(raw.stream().map(normalization::of).toList());
            overall.put(normalization.name().toLowerCase(Locale.ROOT), Spearman.of(all, joined(changes)));
        }
        return new Agreement(criterion, perLayer(raw, changes), overall);
    }

    /** A group whose scores or changes are all alike has no order to compare. */
    private static double perLayer(List<double[]> scores, List<double[]> changes) {
        double sum = 0;
        int layers = 0;
        for (int i = 0; i < scores.size(); i++) {
            double correlation = Spearman.of(scores.get(i), changes.get(i));
            if (!Double.isNaN(correlation)) {
                sum += correlation;
                layers++;
            }
        }
        return sum / layers;
    }

    private static double[] joined(List<double[]> parts) {
        return parts.stream().flatMapToDouble(Arrays::stream).toArray();
    }
}
