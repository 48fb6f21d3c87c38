package io.apoptosis.pipeline.run;

import java.time.Instant;

/** Time passing, as a message: the only way the fold learns that nothing happened. */
public record Tick(Instant now) {}
