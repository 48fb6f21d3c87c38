package io.apoptosis.core.report;

import java.util.Locale;

/**
 * The axes of an inline SVG chart: from left to right whatever is said, from bottom to top a share up to one.
 *
 * @param from value at the left edge
 * @param to value at the right edge
 * @param lowest share at the bottom
 */
record ChartFrame(double from, double to, double lowest) {
    static final int WIDTH = 640;
    static final int HEIGHT = 300;
    private static final int LEFT = 56;
    private static final int RIGHT = 16;
    private static final int TOP = 14;
    private static final int BOTTOM = 44;

    /** Shares of a network: it ends a little below the smallest, so that points lie apart, and a little below the lowest. */
    static ChartFrame ofShares(double smallest, double lowest) {
        double tenth = Math.max(0, Math.min(9, Math.floor(10 * smallest - 0.2))) / 10;
        return new ChartFrame(tenth, 1, Math.max(0, Math.floor(lowest * 10 - 0.2) / 10));
    }

    /** An SVG element, open. */
    static String open(String label) {
        return "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n"
                .formatted(WIDTH, HEIGHT, Html.text(label));
    }

    double x(double value) {
        return LEFT + Math.max(0, Math.min(1, (value - from) / (to - from))) * (WIDTH - LEFT - RIGHT);
    }

    double y(double share) {
        return TOP + (1 - share) / (1 - lowest) * (HEIGHT - TOP - BOTTOM);
    }

    /** Percentages at the left, {@code caption} below. */
    String grid(String caption) {
        StringBuilder out = new StringBuilder();
        int apart = apart();
        for (int percent = 100; percent >= Math.round(100 * lowest); percent -= apart) {
            double share = percent / 100.0;
            out.append(format(
                    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                            + "<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d %%</text>\n",
                    LEFT, WIDTH - RIGHT, y(share), y(share), LEFT - 6, y(share) + 4, percent));
        }
        return out + caption(caption);
    }

    /** Below the axis. */
    String caption(String caption) {
        return format(
                "<text class=\"tick\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
                (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, Html.text(caption));
    }

    /** Percent between two lines: round, and no more than six lines. */
    private int apart() {
        long range = Math.round(100 * (1 - lowest));
        return range <= 20 ? 5 : range <= 50 ? 10 : 20;
    }

    /** Every tenth below the axis. */
    String tenths() {
        StringBuilder out = new StringBuilder();
        for (int tenth = (int) Math.round(10 * from); tenth <= 10; tenth++) {
            out.append(tick(tenth / 10.0, format("%.1f", tenth / 10.0)));
        }
        return out.toString();
    }

    String tick(double value, String text) {
        return format(
                "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
                x(value), HEIGHT - BOTTOM + 18, Html.text(text));
    }

    String dot(String kind, double value, double share, String title) {
        return format(
                "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"><title>%s</title></circle>\n",
                kind, x(value), y(share), Html.text(title));
    }

    static String format(String pattern, Object... arguments) {
        return String.format(Locale.ROOT, pattern, arguments);
    }
}
