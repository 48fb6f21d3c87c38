package io.apoptosis.core.report;

import java.util.List;
import java.util.stream.Collectors;

/** Pieces of HTML. Everything that is not markup goes through {@link #text}, so a name with a tag in it is only a name. */
final class Html {
    private Html() {}

    /** Escaped for element content and for quoted attributes; control characters, which HTML forbids, become U+FFFD. */
    static String text(String raw) {
        StringBuilder out = new StringBuilder(raw.length() + 16);
        raw.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(Character.isISOControl(c) && !isLayout(c) ? 0xFFFD : c);
            }
        });
        return out.toString();
    }

    static String table(List<String> header, List<List<String>> rows) {
        return "<div class=\"scroll\"><table>\n<thead><tr>" + cells("th", header) + "</tr></thead>\n<tbody>\n"
                + rows.stream()
                        .map(row -> "<tr>" + cells("td", row) + "</tr>\n")
                        .collect(Collectors.joining())
                + "</tbody></table></div>\n";
    }

    static String section(String title, String body) {
        return "<section>\n<h2>" + text(title) + "</h2>\n" + body + "</section>\n";
    }

    static String code(String raw) {
        return "<pre><code>" + text(raw.stripTrailing()) + "</code></pre>\n";
    }

    private static String cells(String tag, List<String> cells) {
        return cells.stream()
                .map(cell -> "<" + tag + ">" + text(cell) + "</" + tag + ">")
                .collect(Collectors.joining());
    }

    private static boolean isLayout(int c) {
        return c == '\n' || c == '\t';
    }
}
