package io.apoptosis.core.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

    /** A whole page that refers to nothing outside itself. @param body HTML */
    static String page(String title, String body) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s – Apoptosis</title>
                <style>
                %s</style>
                </head>
                <body>
                <main>
                """.formatted(text(title), style()) + body + "</main>\n</body>\n</html>\n";
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

    private static String style() {
        try (InputStream in = Html.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IllegalStateException("report.css is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
