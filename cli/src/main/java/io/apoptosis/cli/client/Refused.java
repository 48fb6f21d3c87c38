package io.apoptosis.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The gateway's answer was an error. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<String> problems;

    Refused(int status, String summary, List<String> problems) {
        super(summary);
        this.status = status;
        this.problems = List.copyOf(problems);
    }

    /** From an {@code application/problem+json} body; {@code errors} are texts or objects with a path and a message. */
    static Refused of(int status, JsonNode problem) {
        List<String> problems = new ArrayList<>();
        problem.path("errors").forEach(error -> problems.add(describe(error)));
        String summary = problem.path("detail").asText(problem.path("title").asText(""));
        return new Refused(status, summary.isBlank() ? plain(status) : summary, problems);
    }

    /** What a status says where nothing comes with it. */
    private static String plain(int status) {
        return switch (status) {
            case 401 ->
                "the gateway asks who you are: give --token TOKEN, or set APOPTOSIS_TOKEN, to one that it knows";
            case 403 ->
                "your token does not allow that; its role is viewer, operator or admin, as who runs the gateway decides";
            default -> "the gateway answered with status " + status;
        };
    }

    public int status() {
        return status;
    }

    /** The request itself was wrong, so trying again changes nothing. */
    public boolean badInput() {
        return status >= 400 && status < 500;
    }

    public List<String> problems() {
        return problems;
    }

    private static String describe(JsonNode error) {
        if (error.isTextual()) {
            return error.asText();
        }
        String path = error.path("path").asText("");
        String message = error.path("message").asText(error.toString());
        return path.isEmpty() ? message : path + ": " + message;
    }
}
