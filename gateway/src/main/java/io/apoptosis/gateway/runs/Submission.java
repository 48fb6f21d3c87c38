package io.apoptosis.gateway.runs;

import io.apoptosis.core.prune.Cost;
import io.apoptosis.gateway.problem.Refused;
import io.apoptosis.pipeline.message.Command.SubmitRun;
import io.apoptosis.pipeline.message.Handling;
import io.apoptosis.pipeline.run.RetryPolicy;
import io.apoptosis.pipeline.run.RunFold;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.spec.InvalidSpec;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpecs;
import io.apoptosis.pipeline.spec.ScheduleSpec;
import io.apoptosis.pipeline.store.Keys;
import io.apoptosis.pipeline.store.ObjectConflict;
import io.apoptosis.pipeline.store.ObjectStore;
import io.apoptosis.pipeline.trace.OpenSpan;
import io.apoptosis.pipeline.trace.TaskWork;
import io.apoptosis.pipeline.trace.Tracing;
import io.apoptosis.pipeline.trace.Work;
import io.apoptosis.pipeline.trace.Work.Role;
import io.apoptosis.pipeline.validation.Candidate;
import io.apoptosis.pipeline.validation.CandidateLoader;
import io.apoptosis.pipeline.validation.Rules;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Takes a run in: checked, its network stored, its command with the broker, and only then accepted. */
@ApplicationScoped
public class Submission {
    private static final Work SUBMISSION = new Work("submit run", Role.SERVER, Map.of());
    private static final Work FIRING = new Work("submit run of a schedule", Role.INTERNAL, Map.of());
    private static final RunFold FOLD = new RunFold(RetryPolicy.DEFAULT);
    /** Half of the cores stay with those who look. */
    private static final int AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private final StoredFiles files;
    private final ObjectStore store;
    private final DenseCheckpoint checkpoints;
    private final Commands commands;
    private final RunViews views;
    private final Tracing tracing;
    private final Clock clock = Clock.systemUTC();
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    Submission(
            StoredFiles files,
            ObjectStore store,
            DenseCheckpoint checkpoints,
            Commands commands,
            RunViews views,
            Tracing tracing) {
        this.files = files;
        this.store = store;
        this.checkpoints = checkpoints;
        this.commands = commands;
        this.views = views;
        this.tracing = tracing;
    }

    /**
     * The run as it will look first; if the key was used before, as it is.
     *
     * @param traceparent of who asks, who may trace what comes of it
     * @throws InvalidSpec with every reason why it can't be run
     * @throws Refused (409) if the key was used for another specification
     */
    RunView submit(byte[] body, @Nullable String idempotencyKey, Handling handling, @Nullable String traceparent) {
        return tracing.within(SUBMISSION, traceparent, span -> submit(body, idempotencyKey, handling, span));
    }

    private RunView submit(byte[] body, @Nullable String idempotencyKey, Handling handling, OpenSpan span) {
        RunSpec spec = RunSpecs.parse(body, "");
        String id = RunIds.of(spec.name(), idempotencyKey);
        Optional<RunView> known = idempotencyKey == null ? Optional.empty() : views.find(id);
        if (known.isPresent()) {
            return same(known.get(), spec);
        }
        Candidate candidate = checked(spec);
        if (idempotencyKey != null) {
            claim(id, spec);
        }
        return start(id, candidate, handling, span);
    }

    /**
     * The run under an id that says all of it, so that whoever submits it again, or at the same time, submits the same.
     *
     * @throws InvalidSpec with every reason why it can't be run
     * @throws Refused (409) if the id was used for another specification
     */
    public RunView submit(String id, RunSpec spec, Handling handling) {
        return tracing.within(FIRING, null, span -> {
            Candidate candidate = checked(spec);
            claim(id, spec);
            return start(id, candidate, handling, span);
        });
    }

    /**
     * Refuses what could never be run, as far as that is known before there is an object.
     *
     * @throws InvalidSpec with every reason, at its place in the schedule
     */
    public void check(ScheduleSpec schedule) {
        turns.acquireUninterruptibly();
        try {
            CandidateLoader loader = new CandidateLoader(files);
            Optional<Candidate> known = schedule.needsObject()
                    ? loader.loadTemplate(schedule.run())
                    : Optional.of(loader.load(schedule.run()));
            known.ifPresent(candidate -> schedule.runs().forEach(run -> Rules.check(candidate.of(run))));
        } catch (InvalidSpec invalid) {
            throw invalid.under("$.run");
        } finally {
            turns.release();
        }
    }

    /** @throws InvalidSpec with every reason why it can't be run */
    Candidate candidate(byte[] body) {
        return checked(RunSpecs.parse(body, ""));
    }

    /** Networks and data are read into memory for it, so few at a time, in the order of their coming. */
    private Candidate checked(RunSpec spec) {
        turns.acquireUninterruptibly();
        try {
            Candidate candidate = new CandidateLoader(files).load(spec);
            Rules.check(candidate);
            return candidate;
        } finally {
            turns.release();
        }
    }

    private RunView start(String id, Candidate candidate, Handling handling, OpenSpan span) {
        span.set(TaskWork.RUN, id);
        Cost cost = Cost.of(candidate.network());
        SubmitRun command = new SubmitRun(
                id,
                clock.instant(),
                candidate.spec(),
                checkpoints.store(id, candidate.network()),
                cost.macs(),
                cost.parameters(),
                handling);
        RunView view = RunView.of(FOLD.on(command).next());
        commands.publish(command, span.traceparent());
        views.accepted(view);
        return view;
    }

    private static RunView same(RunView known, RunSpec spec) {
        if (!known.spec().equals(spec)) {
            throw keyTaken(known.id());
        }
        return known;
    }

    /** Two gateways may get the same key at the same time: the store lets one specification win. */
    private void claim(String id, RunSpec spec) {
        try {
            store.put(Keys.claim(id), RunSpecs.write(spec));
        } catch (ObjectConflict taken) {
            throw keyTaken(id);
        }
    }

    private static Refused keyTaken(String id) {
        return Refused.conflict(
                "this Idempotency-Key belongs to run %s, which has another specification; use a new key".formatted(id));
    }
}
