package io.apoptosis.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.cli.client.EventParser.ServerEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventParserTest {
    @Test
    void shouldGiveAnEventAtItsBlankLine() {
        assertThat(parse("event: run", "id: 3", "data: {\"a\":1}", ""))
                .containsExactly(new ServerEvent("run", "3", "{\"a\":1}"));
    }

    @Test
    void shouldJoinDataLinesAndRemoveOneSpaceOnly() {
        assertThat(parse("data:  two", "data:three", ""))
                .containsExactly(new ServerEvent("message", "", " two\nthree"));
    }

    @Test
    void shouldIgnoreCommentsUnknownFieldsAndEventsWithoutData() {
        assertThat(parse(": ping", "", "retry: 10", "event: run", "", "data: x", ""))
                .containsExactly(new ServerEvent("message", "", "x"));
    }

    @Test
    void shouldDropAnEventThatWasCutOff() {
        assertThat(parse("data: half")).isEmpty();
    }

    private static List<ServerEvent> parse(String... lines) {
        List<ServerEvent> events = new ArrayList<>();
        EventParser parser = new EventParser(events::add);
        for (String line : lines) {
            parser.line(line);
        }
        return events;
    }
}
