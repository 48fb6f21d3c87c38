package io.apoptosis.gateway.schedules;

import io.apoptosis.gateway.audit.Audit;
import io.apoptosis.gateway.problem.Refused;
import io.apoptosis.gateway.runs.RunViews;
import io.apoptosis.gateway.runs.Submission;
import io.apoptosis.pipeline.message.ScheduleMessage.Firing;
import io.apoptosis.pipeline.message.StoredObject;
import io.apoptosis.pipeline.spec.InvalidSpec;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.ScheduleSpec;
import io.apoptosis.pipeline.store.StoreException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Submits what a schedule has fired, as strictly checked as if somebody had sent it. */
@ApplicationScoped
public class Launcher {
    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;

    private final RunViews runs;
    private final Submission submission;
    private final CheckpointIntake intake;
    private final ScheduleMetrics metrics;
    private final Audit audit;

    Launcher(RunViews runs, Submission submission, CheckpointIntake intake, ScheduleMetrics metrics, Audit audit) {
        this.runs = runs;
        this.submission = submission;
        this.intake = intake;
        this.metrics = metrics;
        this.audit = audit;
    }

    /**
     * Why there is no run; empty once there is one, be it from a time before.
     *
     * @throws RuntimeException where trying again in a while may help
     */
    Optional<String> launch(Firing firing) {
        if (runs.find(firing.runId()).isPresent()) {
            return Optional.empty();
        }
        Optional<String> problem = submit(firing);
        problem.ifPresentOrElse(refused -> metrics.refused(), metrics::started);
        audit.fired(firing, problem.isEmpty());
        return problem;
    }

    private Optional<String> submit(Firing firing) {
        try {
            submission.submit(firing.runId(), spec(firing), firing.handling());
            return Optional.empty();
        } catch (InvalidSpec invalid) {
            return Optional.of(String.valueOf(invalid.getMessage()));
        } catch (Refused refused) {
            return refused(refused);
        } catch (StoreException failure) {
            if (failure.isTransient()) {
                throw failure;
            }
            return Optional.of(String.valueOf(failure.getMessage()));
        } catch (UncheckedIOException failure) {
            return Optional.of(String.valueOf(failure.getMessage()));
        }
    }

    private static Optional<String> refused(Refused refused) {
        return switch (refused.problem().status()) {
            case UNAVAILABLE -> throw refused;
            // The schedule has been changed since it fired for the same the first time: that is the run.
            case CONFLICT -> Optional.empty();
            default -> Optional.of(refused.problem().detail());
        };
    }

    private RunSpec spec(Firing firing) {
        StoredObject object = firing.object();
        return ScheduleSpec.needsObject(firing.run()) && object != null
                ? ScheduleSpec.filled(firing.run(), intake.locationOf(object))
                : firing.run();
    }
}
