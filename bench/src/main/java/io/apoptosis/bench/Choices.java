package io.apoptosis.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** KEY=VALUE arguments over defaults; an unknown key is refused. */
final class Choices {
    private final Map<String, String> values;

    Choices(Map<String, String> defaults, String[] arguments) {
        values = new LinkedHashMap<>(defaults);
        for (String argument : arguments) {
            String[] pair = argument.split("=", 2);
            if (pair.length != 2 || !values.containsKey(pair[0])) {
                throw new IllegalArgumentException("not KEY=VALUE with a KEY of " + defaults + ": " + argument);
            }
            values.put(pair[0], pair[1]);
        }
    }

    String text(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("nothing called " + key);
        }
        return value;
    }

    int whole(String key) {
        return Integer.parseInt(text(key));
    }

    double number(String key) {
        return Double.parseDouble(text(key));
    }

    boolean flag(String key) {
        return Boolean.parseBoolean(text(key));
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
