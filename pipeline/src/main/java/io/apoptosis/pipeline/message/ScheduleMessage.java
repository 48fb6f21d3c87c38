package io.apoptosis.pipeline.message;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.ScheduleSpec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What concerns schedules; on {@code apoptosis.schedules.commands}, firings on {@code apoptosis.schedules.firings}. */
public sealed interface ScheduleMessage extends Message {

    /** About one schedule, by its name. */
    sealed interface Named extends ScheduleMessage {
        String name();

        Instant at();

        @Override
        default String subject() {
            return name();
        }
    }

    /** Creates the schedule or replaces it. */
    record SaveSchedule(String name, Instant at, ScheduleSpec spec, Handling handling) implements Named {
        public SaveSchedule {
            requireNonNull(name, "name");
            requireNonNull(at, "at");
            requireNonNull(spec, "spec");
            requireNonNull(handling, "handling");
        }

        @Override
        public String messageId() {
            return name + "/saved/" + at;
        }
    }

    record DeleteSchedule(String name, Instant at) implements Named {
        public DeleteSchedule {
            requireNonNull(name, "name");
            requireNonNull(at, "at");
        }

        @Override
        public String messageId() {
            return name + "/deleted/" + at;
        }
    }

    record PauseSchedule(String name, Instant at) implements Named {
        public PauseSchedule {
            requireNonNull(name, "name");
            requireNonNull(at, "at");
        }

        @Override
        public String messageId() {
            return name + "/paused/" + at;
        }
    }

    record ResumeSchedule(String name, Instant at) implements Named {
        public ResumeSchedule {
            requireNonNull(name, "name");
            requireNonNull(at, "at");
        }

        @Override
        public String messageId() {
            return name + "/resumed/" + at;
        }
    }

    /**
     * Fires whatever the trigger says, and once however often it is said.
     *
     * @param key the same key is the same firing
     * @param by who asks
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FireSchedule(
            String name,
            Instant at,
            String key,
            String by,
            @Nullable StoredObject object) implements Named {
        public FireSchedule {
            requireNonNull(name, "name");
            requireNonNull(at, "at");
            requireNonNull(key, "key");
            requireNonNull(by, "by");
        }

        @Override
        public String messageId() {
            return name + "/fire/" + key;
        }
    }

    /**
     * Something that schedules may wait for has happened outside.
     *
     * @param id of the event at its source
     * @param source and {@code type} as CloudEvents have them
     * @param object that has come into the cluster's bucket; null where the event is about none there
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Arrival(
            String id,
            Instant at,
            String source,
            String type,
            @Nullable StoredObject object) implements ScheduleMessage {
        public Arrival {
            requireNonNull(id, "id");
            requireNonNull(at, "at");
            requireNonNull(source, "source");
            requireNonNull(type, "type");
        }

        @Override
        public String subject() {
            return object == null ? source : object.key();
        }

        @Override
        public String messageId() {
            return source + "/" + id;
        }
    }

    /**
     * A run to be submitted.
     *
     * @param runId the same for the same schedule and cause
     * @param run with the placeholder for {@code object} still in it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Firing(
            String name,
            Instant at,
            String runId,
            RunSpec run,
            Handling handling,
            @Nullable StoredObject object) implements Named {
        public Firing {
            requireNonNull(name, "name");
            requireNonNull(at, "at");
            requireNonNull(runId, "runId");
            requireNonNull(run, "run");
            requireNonNull(handling, "handling");
        }

        @Override
        public String messageId() {
            return runId + "/fired";
        }
    }

    /** @param problem why there is no run; null where there is one */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FiringConcluded(
            String name, Instant at, String runId, @Nullable String problem) implements Named {
        public FiringConcluded {
            requireNonNull(name, "name");
            requireNonNull(at, "at");
            requireNonNull(runId, "runId");
        }

        @Override
        public String messageId() {
            return runId + "/concluded/" + at;
        }
    }
}
