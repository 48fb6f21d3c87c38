package io.apoptosis.core.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One colour for each criterion, the same in every chart of a page; {@code report.css} has eight, then they begin again. */
record Palette(List<String> names) {
    private static final int COLOURS = 8;

    String kind(String name) {
        return "s" + names.indexOf(name) % COLOURS;
    }

    String legend() {
        return IntStream.range(0, names.size())
                .mapToObj(i -> "<span class=\"key s%d\"></span>%s ".formatted(i % COLOURS, Html.text(names.get(i))))
                .collect(Collectors.joining("", "<p class=\"legend\">", "</p>\n"));
    }
}
