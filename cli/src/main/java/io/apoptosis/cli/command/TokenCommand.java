package io.apoptosis.cli.command;

import io.apoptosis.cli.ExitCode;
import io.apoptosis.cli.terminal.Terminal;
import io.apoptosis.pipeline.message.Handling;
import io.apoptosis.pipeline.store.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a token for somebody. */
@Command(
        name = "token",
        description = "Makes a bearer token: a line for the gateway's token file, and the token for who is to use it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  apoptosis token ada --role operator >>tokens    # the token itself is shown on the terminal, once",
            "  APOPTOSIS_TOKEN=… apoptosis runs list --server https://pruning.example.org"
        })
public final class TokenCommand implements Callable<Integer> {
    /** 256 bits: nobody guesses one, so the gateway may keep a plain digest. */
    private static final int BYTES = 32;

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "Whose it is; owner of the runs it submits.")
    private String name = "";

    @Option(
            names = "--role",
            defaultValue = "operator",
            description =
                    "viewer looks; operator submits, and steers its own runs; admin does everything. Default: ${DEFAULT-VALUE}")
    private Role role = Role.OPERATOR;

    enum Role {
        VIEWER,
        OPERATOR,
        ADMIN
    }

    public TokenCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (!name.matches(Handling.OWNER)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "a name is letters, digits, dots, dashes, underscores and @, 64 at most, beginning with a letter or digit");
        }
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String token = "apoptosis_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        terminal.out()
                .println(name + " " + role.name().toLowerCase(Locale.ROOT) + " "
                        + Sha256.of(token.getBytes(StandardCharsets.UTF_8)));
        terminal.err().println("token of " + name + " (it is not kept anywhere): " + token);
        return ExitCode.OK;
    }
}
