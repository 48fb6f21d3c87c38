package io.apoptosis.cli.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.apoptosis.pipeline.run.RunView;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/** Runs for programs: as the gateway shows them, one JSON object a line. */
public final class JsonLines implements RunDisplay {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final PrintStream out;

    public JsonLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public void show(RunView view) {
        line(view);
    }

    /** Any of the gateway's answers. */
    public void line(Object answer) {
        try {
            out.println(JSON.writeValueAsString(answer));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        out.flush();
    }
}
