package io.apoptosis.cli.terminal;

import io.apoptosis.core.report.Figures;
import io.apoptosis.pipeline.run.RunView;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Progress where there is no terminal: a line per finished task, and one now and then while a long one is under way. */
final class LineDisplay implements RunDisplay {
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private final PrintStream out;
    private final Clock clock;
    private final Milestones milestones = new Milestones();
    private @Nullable Position last;
    private Instant stageBegan = Instant.MIN;
    private Instant spoke = Instant.MIN;

    LineDisplay(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void show(RunView view) {
        milestones.news(view).forEach(out::println);
        Position now = Position.of(view);
        Instant at = clock.instant();
        boolean otherStage = last == null || !now.stage().equals(last.stage());
        if (otherStage) {
            stageBegan = at;
        }
        boolean news = otherStage || (last != null && now.done() != last.done());
        if (!view.ended() && (news || spoke.plus(SILENCE).isBefore(at))) {
            out.println(now.stage() + detail(now, at));
            spoke = at;
            last = now;
        }
    }

    @Override
    public void close() {
        out.flush();
    }

    private String detail(Position now, Instant at) {
        if (now.total() == 0) {
            return "";
        }
        String count = ": %d of %d %s".formatted(now.done(), now.total(), now.unit());
        double seconds = Duration.between(stageBegan, at).toMillis() / 1000.0;
        if (now.fraction() <= 0 || now.fraction() >= 1 || seconds < 1) {
            return count;
        }
        return count
                + String.format(
                        Locale.ROOT,
                        " (%.0f %%, %.2f %s/s, %s left)",
                        100 * now.fraction(),
                        now.fraction() * now.total() / seconds,
                        now.unit(),
                        Figures.duration(seconds * (1 - now.fraction()) / now.fraction()));
    }
}
