package io.apoptosis.core.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table for the terminal: columns as wide as their widest cell, the first aligned to the left, numbers to the right. */
public final class TextTable {
    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    private TextTable(List<String> header) {
        this.header = List.copyOf(header);
    }

    public static TextTable of(List<String> header, List<List<String>> rows) {
        TextTable table = new TextTable(header);
        rows.forEach(table::row);
        return table;
    }

    public static TextTable header(String... columns) {
        return new TextTable(List.of(columns));
    }

    public TextTable row(String... cells) {
        return row(List.of(cells));
    }

    public TextTable row(List<String> cells) {
        if (cells.size() != header.size()) {
            throw new IllegalArgumentException("a row of " + cells.size() + " cells for " + header.size() + " columns");
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    /** The table, every line ended by a line feed. */
    public String render() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(header);
        lines.addAll(rows);
        int[] widths = IntStream.range(0, header.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> width(line.get(column)))
                        .max()
                        .orElse(0))
                .toArray();
        lines.add(1, IntStream.of(widths).mapToObj("─"::repeat).collect(Collectors.toList()));
        return lines.stream().map(line -> render(line, widths)).collect(Collectors.joining());
    }

    private String render(List<String> line, int[] widths) {
        return IntStream.range(0, widths.length)
                        .mapToObj(column -> pad(line.get(column), widths[column], leftAligned(column)))
                        .collect(Collectors.joining("  "))
                        .stripTrailing()
                + "\n";
    }

    private boolean leftAligned(int column) {
        return column == 0
                || rows.stream().map(row -> row.get(column)).noneMatch(cell -> !cell.isEmpty() && isNumber(cell));
    }

    private static boolean isNumber(String cell) {
        char first = cell.charAt(0);
        return Character.isDigit(first) || (first == '-' && cell.length() > 1 && Character.isDigit(cell.charAt(1)));
    }

    private static String pad(String cell, int width, boolean left) {
        String blank = " ".repeat(width - width(cell));
        return left ? cell + blank : blank + cell;
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
