package io.apoptosis.bench;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sampled stacks as a picture: a frame is as wide as the share of samples that passed through it, callers below their callees. Frames of less
 * than one part in {@link #SMALLEST} are left out, so that the file stays small.
 */
final class FlameGraph {
    private static final int SMALLEST = 250;
    private static final int WIDTH = 1400;
    private static final int ROW = 15;
    private static final double LETTER = 6.3;

    private final Frame root = new Frame();

    /** What was seen at one place of the stack, and above it. */
    private static final class Frame {
        private final Map<String, Frame> callees = new TreeMap<>();
        private long samples;
    }

    /** @param collapsed lines {@code caller;callee;… samples}, as async-profiler writes them */
    FlameGraph(String collapsed) {
        collapsed.lines().forEach(line -> {
            int space = line.lastIndexOf(' ');
            add(line.substring(0, space).split(";", -1), Long.parseLong(line.substring(space + 1)));
        });
    }

    private void add(String[] stack, long samples) {
        Frame at = root;
        at.samples += samples;
        for (String name : stack) {
            at = at.callees.computeIfAbsent(readable(name), n -> new Frame());
            at.samples += samples;
        }
    }

    /** Without the arguments and template parameters of C++, which are longer than any frame is wide. */
    static String readable(String frame) {
        StringBuilder kept = new StringBuilder();
        int depth = 0;
        for (char c : frame.replace("(anonymous namespace)::", "")
                .replaceAll("_\\[[a-z0-9]]$", "")
                .toCharArray()) {
            depth -= c == '>' || c == ')' ? 1 : 0;
            if (depth <= 0 && c != '<' && c != '>' && c != '(' && c != ')') {
                kept.append(c);
            }
            depth += c == '<' || c == '(' ? 1 : 0;
        }
        String name = kept.toString().strip();
        return name.isEmpty() ? frame : name;
    }

    /** An SVG of its own, names and shares as tooltips. */
    String svg(String title) {
        int height = ROW * (depth(root) + 2);
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + WIDTH + " "
                + height + "\" font-family=\"monospace\" font-size=\"10.5\">\n");
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        svg.append("<text x=\"4\" y=\"11\">").append(escaped(title)).append("</text>\n");
        double x = 0;
        for (Map.Entry<String, Frame> callee : root.callees.entrySet()) {
            draw(svg, callee.getKey(), callee.getValue(), x, height - ROW);
            x += width(callee.getValue());
        }
        return svg.append("</svg>\n").toString();
    }

    private void draw(StringBuilder svg, String name, Frame frame, double x, int y) {
        if (isSmall(frame)) {
            return;
        }
        double width = width(frame);
        svg.append(String.format(
                Locale.ROOT,
                "<g><title>%s %.1f %%</title><rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
                escaped(name),
                100.0 * frame.samples / root.samples,
                x,
                y,
                Math.max(0.2, width - 0.5),
                ROW - 1,
                colour(name)));
        int letters = (int) (width / LETTER);
        if (letters > 3) {
            String shown = name.length() <= letters ? name : name.substring(0, letters - 1) + "…";
            svg.append(String.format(
                    Locale.ROOT, "<text x=\"%.1f\" y=\"%d\">%s</text>", x + 2, y + ROW - 4, escaped(shown)));
        }
        svg.append("</g>\n");
        double at = x;
        for (Map.Entry<String, Frame> callee : frame.callees.entrySet()) {
            draw(svg, callee.getKey(), callee.getValue(), at, y - ROW);
            at += width(callee.getValue());
        }
    }

    /** Green: Java. Red: memory. Yellow: matrix products and convolutions. Orange: the rest of the native code. */
    private static String colour(String name) {
        if (name.matches(".*(malloc|free|mmap|munmap|madvise|memset|memcpy|memmove|brk|page_fault).*")) {
            return "#e8695a";
        }
        if (name.matches(".*(gemm|conv|Conv|dnnl|mkldnn|mkl_).*")) {
            return "#f2d05c";
        }
        return name.contains("/") && !name.contains("::") ? "#8fc98a" : "#f0a35e";
    }

    private double width(Frame frame) {
        return (double) WIDTH * frame.samples / root.samples;
    }

    private boolean isSmall(Frame frame) {
        return frame.samples * SMALLEST < root.samples;
    }

    private int depth(Frame frame) {
        return 1
                + frame.callees.values().stream()
                        .filter(callee -> !isSmall(callee))
                        .mapToInt(this::depth)
                        .max()
                        .orElse(0);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
