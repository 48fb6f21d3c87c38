package io.apoptosis.gateway.runs;

import io.apoptosis.gateway.problem.Refused;
import io.apoptosis.pipeline.message.Handling;
import io.apoptosis.pipeline.message.Handling.Keep;
import io.apoptosis.pipeline.message.Handling.Priority;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** How a run is to be treated, as a request's query says. */
public final class HandlingParams {
    private static final Pattern OWNER = Pattern.compile(Handling.OWNER);
    private static final Pattern SPAN = Pattern.compile("([1-9]\\d{0,5})([smhd])");

    @QueryParam("owner")
    @Parameter(description = "whose quota of running runs it counts against", example = "ada")
    @Nullable
    String owner;

    @QueryParam("priority")
    @Parameter(description = "high, normal or low", example = "high")
    @Nullable
    String priority;

    @QueryParam("deadline")
    @Parameter(description = "from now on (90s, 30m, 2h, 1d) or a time (2026-11-21T18:00:00Z)", example = "2h")
    @Nullable
    String deadline;

    @QueryParam("keep")
    @Parameter(
            description = "which objects outlive the run: all, last (the results and the last step) or final",
            example = "final")
    @Nullable
    String keep;

    /** Whom the request names; empty where it names nobody. */
    public Optional<String> owner() {
        return Optional.ofNullable(owner);
    }

    /** @throws Refused (400) naming the parameter that makes no sense */
    public Handling over(Handling otherwise, Instant now) {
        return new Handling(
                owner == null ? otherwise.owner() : checkedOwner(owner),
                priority == null ? otherwise.priority() : named(Priority.values(), "priority", priority),
                deadline == null ? otherwise.deadline() : time(deadline, now),
                keep == null ? otherwise.keep() : named(Keep.values(), "keep", keep));
    }

    private static String checkedOwner(String owner) {
        if (!OWNER.matcher(owner).matches()) {
            throw Refused.badRequest(
                    "owner: letters, digits, dots, dashes, underscores and @, 64 at most, beginning with a letter or digit");
        }
        return owner;
    }

    private static <E extends Enum<E>> E named(E[] values, String parameter, String name) {
        return Arrays.stream(values)
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> Refused.badRequest("%s: \"%s\" is none of %s"
                        .formatted(parameter, name, Arrays.toString(values).toLowerCase(Locale.ROOT))));
    }

    private static Instant time(String text, Instant now) {
        Matcher span = SPAN.matcher(text);
        Instant time = span.matches() ? now.plus(span(span)) : instant(text);
        if (!time.isAfter(now)) {
            throw Refused.badRequest("deadline: " + text + " is past");
        }
        return time;
    }

    private static Duration span(Matcher span) {
        long count = Long.parseLong(span.group(1));
        return switch (span.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Refused.badRequest("deadline: \"" + text + "\" is neither a span (90s, 30m, 2h, 1d) nor a time"
                    + " (2026-11-21T18:00:00Z)");
        }
    }
}
