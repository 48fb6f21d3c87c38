package io.apoptosis.core.report;

import java.util.Locale;

/** Numbers as people read them; the same in the terminal and in the report, and independent of the machine's locale. */
public final class Figures {
    private Figures() {}

    /** {@code 0.9154} as {@code 91.5 %}. */
    public static String percent(double fraction) {
        return Double.isFinite(fraction) ? format("%.1f %%", 100 * fraction) : "n/a";
    }

    /** A loss or another plain number, three decimals. */
    public static String decimal(double value) {
        return Double.isFinite(value) ? format("%.3f", value) : "n/a";
    }

    /** {@code 40_813_184} as {@code 40.81 M}. */
    public static String count(long value) {
        if (value >= 1_000_000_000L) {
            return format("%.2f G", value / 1e9);
        }
        if (value >= 1_000_000L) {
            return format("%.2f M", value / 1e6);
        }
        return value >= 10_000L ? format("%.1f k", value / 1e3) : format("%d", value);
    }

    /** {@code count (ratio)}: {@code 24.40 M (0.598)}. */
    public static String share(long value, long of) {
        return count(value) + " (" + decimal(of == 0 ? Double.NaN : (double) value / of) + ")";
    }

    /** {@code 75.2} as {@code 1 min 15 s}. */
    public static String duration(double seconds) {
        if (!Double.isFinite(seconds) || seconds < 0) {
            return "n/a";
        }
        if (seconds < 60) {
            return format("%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole < 3600
                ? format("%d min %d s", whole / 60, whole % 60)
                : format("%d h %d min", whole / 3600, whole % 3600 / 60);
    }

    private static String format(String pattern, Object value, Object... more) {
        Object[] arguments = new Object[more.length + 1];
        arguments[0] = value;
        System.arraycopy(more, 0, arguments, 1, more.length);
        return String.format(Locale.ROOT, pattern, arguments);
    }
}
