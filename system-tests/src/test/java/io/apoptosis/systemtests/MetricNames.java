package io.apoptosis.systemtests;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of metrics in a PromQL expression. */
final class MetricNames {
    private static final Pattern ASIDE = Pattern.compile(
            "\"[^\"]*\"|\\{[^}]*}|\\[[^]]*]|\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
    private static final Pattern NAME = Pattern.compile("(?<![\\w:.])[a-zA-Z_:][\\w:]*(?!\\s*\\()\\b");
    private static final Set<String> OPERATORS =
            Set.of("and", "or", "unless", "offset", "bool", "by", "without", "on", "ignoring");

    private MetricNames() {}

    static Set<String> in(String expression) {
        // Strings first: a brace may stand in one.
        String bare = ASIDE.matcher(expression.replaceAll("\"[^\"]*\"", "")).replaceAll(" ");
        Set<String> names = new TreeSet<>();
        Matcher matcher = NAME.matcher(bare);
        while (matcher.find()) {
            if (!OPERATORS.contains(matcher.group())) {
                names.add(matcher.group());
            }
        }
        return names;
    }
}
