package io.apoptosis.gateway.problem;

import java.util.List;

/** Ends a request with a {@link Problem}. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public Refused(int status, String title, String detail, List<String> errors) {
        super(detail);
        this.problem = new Problem("about:blank", title, status, detail, errors);
    }

    public static Refused notFound(String detail) {
        return new Refused(404, "Not found", detail, List.of());
    }

    public static Refused forbidden(String detail) {
        return new Refused(403, "Forbidden", detail, List.of());
    }

    public static Refused tooLarge(String detail) {
        return new Refused(413, "Too large", detail, List.of());
    }

    public static Refused conflict(String detail) {
        return new Refused(409, "Conflict", detail, List.of());
    }

    public static Refused badRequest(String detail) {
        return new Refused(400, "Bad request", detail, List.of());
    }

    public static Refused badSpec(List<String> errors) {
        String count = errors.size() == 1 ? "1 problem" : errors.size() + " problems";
        return new Refused(400, "The specification can't be run", count + "; nothing was started", errors);
    }

    public static Refused unavailable(String detail) {
        return new Refused(503, "Not ready", detail, List.of());
    }

    public Problem problem() {
        return problem;
    }
}
