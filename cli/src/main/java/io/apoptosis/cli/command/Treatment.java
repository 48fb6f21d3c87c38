package io.apoptosis.cli.command;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a run is to be treated, whatever it computes. */
final class Treatment {
    @Option(names = "--priority", paramLabel = "P", description = "high, normal or low. Default: normal")
    private @Nullable String priority;

    @Option(
            names = "--deadline",
            paramLabel = "T",
            description = "The run fails after it: from now on (30m, 2h, 1d) or a time (2026-11-21T18:00:00Z)")
    private @Nullable String deadline;

    @Option(
            names = "--keep",
            paramLabel = "K",
            description = "Objects that outlive the run: all, last (results and last step) or final. Default: all")
    private @Nullable String keep;

    @Option(names = "--owner", paramLabel = "NAME", description = "Whose quota of running runs it counts against.")
    private @Nullable String owner;

    /** As the gateway's query has it. */
    Map<String, String> query() {
        Map<String, String> query = new TreeMap<>();
        put(query, "priority", priority);
        put(query, "deadline", deadline);
        put(query, "keep", keep);
        put(query, "owner", owner);
        return query;
    }

    private static void put(Map<String, String> query, String name, @Nullable String value) {
        if (value != null) {
            query.put(name, value);
        }
    }
}
