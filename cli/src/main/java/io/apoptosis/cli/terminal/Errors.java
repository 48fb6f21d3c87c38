package io.apoptosis.cli.terminal;

import io.apoptosis.cli.BadInput;
import io.apoptosis.cli.ExitCode;
import io.apoptosis.cli.Failure;
import io.apoptosis.cli.Interrupts;
import io.apoptosis.cli.client.Interrupted;
import io.apoptosis.cli.client.Refused;
import io.apoptosis.core.io.MalformedFile;
import io.apoptosis.core.model.WrongCheckpoint;
import io.apoptosis.pipeline.spec.InvalidSpec;
import java.io.PrintStream;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says what went wrong, and chooses the exit code. */
public final class Errors implements IExecutionExceptionHandler {
    private static final Logger LOG = Logger.getLogger(Errors.class.getName());

    private final PrintStream err;

    public Errors(PrintStream err) {
        this.err = err;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        LOG.log(Level.FINE, "command failed", e);
        if (e instanceof Interrupted || Interrupts.requested()) {
            err.println("interrupted");
            return ExitCode.INTERRUPTED;
        }
        if (e instanceof InvalidSpec invalid) {
            return say(
                    "the specification can't be used:",
                    invalid.problems().stream().map(Object::toString).toList(),
                    ExitCode.BAD_INPUT);
        }
        if (e instanceof BadInput bad) {
            return say(bad.getMessage(), bad.problems(), ExitCode.BAD_INPUT);
        }
        if (e instanceof Refused refused) {
            return say(
                    refused.getMessage(),
                    refused.problems(),
                    refused.badInput() ? ExitCode.BAD_INPUT : ExitCode.FAILED);
        }
        if (e instanceof MalformedFile || e instanceof WrongCheckpoint) {
            return say(e.getMessage(), List.of(), ExitCode.BAD_INPUT);
        }
        if (e instanceof Failure) {
            return say(e.getMessage(), List.of(), ExitCode.FAILED);
        }
        LOG.log(Level.SEVERE, "unexpected", e);
        return say("unexpected " + e, List.of(), ExitCode.FAILED);
    }

    private int say(@Nullable String summary, List<String> problems, int code) {
        err.println("apoptosis: " + summary);
        problems.forEach(problem -> err.println("  " + problem));
        return code;
    }
}
