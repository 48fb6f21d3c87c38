package io.apoptosis.pipeline.spec;

import java.util.List;
import java.util.stream.Collectors;

/** A specification that can't be run, with everything that is wrong in it. The message is for the person who wrote it. */
public final class InvalidSpec extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param path JSON path of the offending value, {@code $} for the whole */
    public record Problem(String path, String message) {
        @Override
        public String toString() {
            return path + ": " + message;
        }
    }

    private final transient List<Problem> problems;

    public InvalidSpec(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public InvalidSpec(String path, String message) {
        this(List.of(new Problem(path, message)));
    }

    /** The same where the specification is part of another document. @param path of the part, such as {@code $.run} */
    public InvalidSpec under(String path) {
        return new InvalidSpec(problems.stream()
                .map(problem -> new Problem(path + problem.path().substring(1), problem.message()))
                .toList());
    }

    static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidSpec(problems);
        }
    }

    /** At least one, in the order of the document. */
    public List<Problem> problems() {
        return problems;
    }
}
