package io.apoptosis.core.importance;

import java.util.Arrays;
import java.util.Locale;

/** How scores of one group are made comparable with those of others: the paper's appendix C. A divisor of zero leaves them as they are. */
public enum ScoreNormalization {
    NONE {
        @Override
        public double[] of(double[] scores) {
            return scores.clone();
        }
    },
    MAX {
        @Override
        public double[] of(double[] scores) {
            return scaled(scores, 0, Arrays.stream(scores).max().orElse(0));
        }
    },
    /** (I - min) / (max - min). */
    STANDARDIZATION {
        @Override
        public double[] of(double[] scores) {
            double min = Arrays.stream(scores).min().orElse(0);
            return scaled(scores, min, Arrays.stream(scores).max().orElse(0) - min);
        }
    },
    L2 {
        @Override
        public double[] of(double[] scores) {
            return scaled(
                    scores, 0, Math.sqrt(Arrays.stream(scores).map(s -> s * s).sum()));
        }
    },
    MEAN {
        @Override
        public double[] of(double[] scores) {
            return scaled(scores, 0, Arrays.stream(scores).average().orElse(0));
        }
    };

    public abstract double[] of(double[] scores);

    private static double[] scaled(double[] scores, double offset, double divisor) {
        double by = divisor == 0 ? 1 : divisor;
        return Arrays.stream(scores).map(s -> (s - offset) / by).toArray();
    }

    /** By the name a specification uses, for example {@code max}. */
    public static ScoreNormalization named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
