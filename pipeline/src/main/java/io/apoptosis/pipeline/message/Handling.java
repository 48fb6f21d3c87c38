package io.apoptosis.pipeline.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a run is treated, whatever it computes. Not part of the specification: the same specification is the same science.
 *
 * @param owner whose quota it counts against
 * @param deadline after which it fails; null for none
 * @param keep which of its objects outlive it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Handling(
        String owner, Priority priority, @Nullable Instant deadline, Keep keep) {
    /** What an owner may be called, as part of a regular expression. */
    public static final String OWNER = "[A-Za-z0-9][A-Za-z0-9._@-]{0,63}";

    public static final String NOBODY = "nobody";
    public static final Handling DEFAULT = new Handling(NOBODY, Priority.NORMAL, null, Keep.ALL);

    public Handling withoutDeadline() {
        return new Handling(owner, priority, null, keep);
    }

    public Handling ownedBy(String other) {
        return new Handling(other, priority, deadline, keep);
    }

    /** Which runs are let in first. */
    public enum Priority {
        @JsonProperty("high")
        HIGH,
        @JsonProperty("normal")
        NORMAL,
        @JsonProperty("low")
        LOW
    }

    /** Objects that stay once a run has completed. */
    public enum Keep {
        /** Everything: any step can be done again. */
        @JsonProperty("all")
        ALL,
        /** The results, and all of the last step. */
        @JsonProperty("last")
        LAST,
        /** The results. */
        @JsonProperty("final")
        FINAL
    }
}
