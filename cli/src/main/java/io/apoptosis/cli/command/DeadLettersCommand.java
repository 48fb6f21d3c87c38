package io.apoptosis.cli.command;

import io.apoptosis.cli.ExitCode;
import io.apoptosis.cli.terminal.Terminal;
import io.apoptosis.core.report.TextTable;
import io.apoptosis.pipeline.topic.DeadLetter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Messages that were set aside because nobody could process them. */
@Command(
        name = "dlq",
        description = "Lists, shows and sends again messages that nobody could process (dead letters).",
        footerHeading = "%nExamples:%n",
        footer = {"  apoptosis runs dlq list --server http://localhost:8080", "  apoptosis runs dlq replay 0/17"})
public final class DeadLettersCommand implements Runnable {
    private static final int LONGEST_REASON = 80;

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    public DeadLettersCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which one: list, show or replay?");
    }

    @Command(
            name = "list",
            description = "The last ones, newest first.",
            footer = "%nExample:  apoptosis runs dlq list")
    int list(
            @Mixin Connection connection,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "100",
                            description = "At most. Default: ${DEFAULT-VALUE}")
                    int limit) {
        try (Session session = connection.open(terminal)) {
            TextTable table = TextTable.header("letter", "set aside", "topic", "run", "reason");
            for (DeadLetter letter : session.client().deadLetters(limit)) {
                table.row(
                        letter.partition() + "/" + letter.offset(),
                        letter.time(),
                        letter.topic(),
                        String.valueOf(letter.run()),
                        shortened(letter.reason()));
            }
            terminal.out().print(table.render());
            return ExitCode.OK;
        }
    }

    @Command(
            name = "show",
            description = "One of them, with its body.",
            footer = "%nExample:  apoptosis runs dlq show 0/17")
    int show(
            @Mixin Connection connection,
            @Parameters(paramLabel = "LETTER", description = "As list names it.") String id) {
        Place place = place(id);
        try (Session session = connection.open(terminal)) {
            DeadLetter letter = session.client().deadLetter(place.partition(), place.offset());
            terminal.out().println("from %s, run %s, %s".formatted(letter.topic(), letter.run(), letter.type()));
            terminal.out()
                    .println("set aside at %s: %s (%s)".formatted(letter.time(), letter.reason(), letter.cause()));
            terminal.out().println(String.valueOf(letter.body()));
            return ExitCode.OK;
        }
    }

    @Command(
            name = "replay",
            description = "Sends one again to where it came from, once its cause is mended.",
            footer = "%nExample:  apoptosis runs dlq replay 0/17")
    int replay(
            @Mixin Connection connection,
            @Parameters(paramLabel = "LETTER", description = "As list names it.") String id) {
        Place place = place(id);
        try (Session session = connection.open(terminal)) {
            session.client().replay(place.partition(), place.offset());
            terminal.out().println("sent again: " + id);
            return ExitCode.OK;
        }
    }

    private record Place(int partition, long offset) {}

    private Place place(String id) {
        if (!id.matches("\\d{1,9}/\\d{1,18}")) {
            throw new ParameterException(
                    spec.commandLine(), id + " is no dead letter; `runs dlq list` names them, for example 0/17");
        }
        int slash = id.indexOf('/');
        return new Place(Integer.parseInt(id.substring(0, slash)), Long.parseLong(id.substring(slash + 1)));
    }

    private static String shortened(String reason) {
        String line = reason.lines().findFirst().orElse("");
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON - 1) + "…";
    }
}
