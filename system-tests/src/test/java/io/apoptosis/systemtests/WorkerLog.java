package io.apoptosis.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What workers, each of which has one task at a time, say of them in their logs. */
final class WorkerLog {
    private static final Pattern LINE =
            Pattern.compile("(step-\\S+) of run ([^,\\s]+)(?:, attempt (\\d+)| (done) in )");

    private WorkerLog() {}

    /**
     * A task that a worker began.
     *
     * @param task with the run that it is of
     * @param done false if the worker gave it back, or ended with it
     */
    record Begun(String worker, String task, int attempt, boolean done) {
        private Begun finished() {
            return new Begun(worker, task, attempt, true);
        }
    }

    /** Of all logs in the folder, in each one's order. */
    static List<Begun> read(Path logs) throws IOException {
        List<Begun> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(logs)) {
            for (Path log : files.sorted().toList()) {
                String worker = log.getFileName().toString().replace(".log", "");
                all.addAll(of(worker, Files.readAllLines(log)));
            }
        }
        return all;
    }

    static List<Begun> of(String worker, List<String> lines) {
        List<Begun> begun = new ArrayList<>();
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.find()) {
                String task = matcher.group(2) + "/" + matcher.group(1);
                int last = begun.size() - 1;
                if (matcher.group(3) != null) {
                    begun.add(new Begun(worker, task, Integer.parseInt(matcher.group(3)), false));
                } else if (matcher.group(4) != null
                        && last >= 0
                        && begun.get(last).task().equals(task)) {
                    begun.set(last, begun.get(last).finished());
                }
            }
        }
        return begun;
    }
}
