package io.apoptosis.pipeline.trace;

import io.apoptosis.pipeline.store.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The trace that a run is told in; kept in its state, so that whichever gateway has the run goes on with it.
 *
 * @param traceparent of the submission, the root of everything
 * @param since when the run was submitted, or last went on after it had stopped: what stopped it has ended its step's span
 */
public record RunTrace(String traceparent, Instant since) {
    private static final int TRACE_END = "00-".length() + 32;
    private static final int SPAN_END = TRACE_END + "-".length() + 16;

    public RunTrace goingOn(Instant now) {
        return new RunTrace(traceparent, now);
    }

    /**
     * Id of the span of a step. It is sent when the step is over, but its tasks name it as their parent long before, maybe from another
     * gateway: so it is a function of what all gateways know.
     */
    public String stepSpan(int step) {
        String name = "%s/step-%d/%s".formatted(traceparent, step, since);
        return Sha256.of(name.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    }

    /** The step's span as a parent. */
    public String ofStep(int step) {
        return traceparent.substring(0, TRACE_END) + "-" + stepSpan(step) + traceparent.substring(SPAN_END);
    }
}
