package io.apoptosis.cli.client;

import java.util.function.Consumer;

/** Server-sent events, line by line, as the WHATWG specification (section 9.2.6) reads them. */
final class EventParser {
    /** @param id the last one the stream has given, empty before the first */
    record ServerEvent(String name, String id, String data) {}

    private final Consumer<ServerEvent> sink;
    private final StringBuilder data = new StringBuilder();
    private String name = "";
    private String id = "";

    EventParser(Consumer<ServerEvent> sink) {
        this.sink = sink;
    }

    void line(String line) {
        if (line.isEmpty()) {
            dispatch();
            return;
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        if (value.startsWith(" ")) {
            value = value.substring(1);
        }
        switch (field) {
            case "data" -> data.append(value).append('\n');
            case "event" -> name = value;
            case "id" -> id = value;
            default -> {
                // Comments (an empty field name: the server's sign of life) and unknown fields say nothing.
            }
        }
    }

    private void dispatch() {
        if (data.length() > 0) {
            sink.accept(new ServerEvent(name.isEmpty() ? "message" : name, id, data.substring(0, data.length() - 1)));
        }
        data.setLength(0);
        name = "";
    }
}
