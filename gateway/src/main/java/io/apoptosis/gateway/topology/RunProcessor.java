package io.apoptosis.gateway.topology;

import io.apoptosis.pipeline.message.Command;
import io.apoptosis.pipeline.message.Command.SubmitRun;
import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Messages;
import io.apoptosis.pipeline.message.RunMessage;
import io.apoptosis.pipeline.message.UndecodableMessage;
import io.apoptosis.pipeline.run.Decision;
import io.apoptosis.pipeline.run.RunFold;
import io.apoptosis.pipeline.run.RunState;
import io.apoptosis.pipeline.run.StepSpans;
import io.apoptosis.pipeline.run.Tick;
import io.apoptosis.pipeline.trace.Tracing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Folds each message into its run's state and sends on what the fold decides, in one transaction with the state. */
final class RunProcessor implements Processor<String, byte[], String, byte[]> {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final RunFold fold;
    private final FoldMetrics metrics;
    private final Tracing tracing;
    private ProcessorContext<String, byte[]> context;
    private LiveRuns runs;
    private Outbox outbox;
    private Aside aside;
    private Announcements announcements;

    RunProcessor(RunFold fold, FoldMetrics metrics, Tracing tracing) {
        this.fold = fold;
        this.metrics = metrics;
        this.tracing = tracing;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        this.context = context;
        this.runs = new LiveRuns(context.getStateStore(RunTopology.STATES), metrics);
        this.outbox = new Outbox(context, metrics, tracing);
        this.aside = new Aside(context, RunTopology.DEAD_LETTER_SINK, metrics);
        this.announcements = new Announcements(outbox::tell);
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> tick(Instant.ofEpochMilli(now)));
    }

    /** Deciding is pure: whatever it throws is the message's fault and not the broker's. */
    @Override
    public void process(Record<String, byte[]> record) {
        @Nullable RunState before;
        Decision decision;
        try {
            RunMessage message = decode(record);
            before = runs.get(message.runId());
            decision = before == null ? first(message, record.headers()) : next(before, message);
        } catch (UndecodableMessage | RuntimeException poison) {
            aside.put(record, poison);
            return;
        }
        commit(before, decision);
    }

    private static RunMessage decode(Record<String, byte[]> record) throws UndecodableMessage {
        RunMessage message = Messages.decode(record.headers(), record.value(), RunMessage.class);
        if (!message.runId().equals(record.key())) {
            throw new UndecodableMessage(
                    "key %s, but the message is about run %s".formatted(record.key(), message.runId()));
        }
        return message;
    }

    private Decision first(RunMessage message, Headers headers) throws UndecodableMessage {
        if (message instanceof SubmitRun submit) {
            return fold.on(submit, Messages.traceparent(headers));
        }
        throw new UndecodableMessage("no run called " + message.runId());
    }

    /** Events are dated by their arrival: silence is measured by one clock, not by as many as there are workers. */
    private Decision next(RunState state, RunMessage message) throws UndecodableMessage {
        if (message instanceof Event event) {
            return fold.on(state, event, Instant.ofEpochMilli(context.currentSystemTimeMs()));
        }
        if (message instanceof Command command) {
            return fold.on(state, command);
        }
        throw new UndecodableMessage("a task where a command or an event belongs");
    }

    private void tick(Instant now) {
        for (String id : List.copyOf(runs.live())) {
            RunState state = runs.get(id);
            if (state != null) {
                commit(state, fold.on(state, new Tick(now)));
                announcements.repeat(runs.get(id), now);
            }
        }
    }

    private void commit(@Nullable RunState before, Decision decision) {
        if (runs.put(decision.next())) {
            StepSpans.ended(before, decision.next()).ifPresent(tracing::record);
            outbox.send(decision);
            announcements.changed(decision.next(), Instant.ofEpochMilli(context.currentSystemTimeMs()));
        }
    }

    @Override
    public void close() {
        if (runs != null) {
            runs.release();
        }
    }
}
