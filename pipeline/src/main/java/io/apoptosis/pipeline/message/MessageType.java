package io.apoptosis.pipeline.message;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The CloudEvents type of every message. A change that an old reader would misunderstand is a new version, hence a new type. */
public enum MessageType {
    EVALUATION_REQUESTED("evaluation.requested", Task.Evaluate.class),
    SCORE_REQUESTED("score.requested", Task.Score.class),
    PRUNE_REQUESTED("prune.requested", Task.Prune.class),
    REPAIR_REQUESTED("repair.requested", Task.Repair.class),
    FINETUNE_REQUESTED("finetune.requested", Task.Finetune.class),
    EXPORT_REQUESTED("export.requested", Task.Export.class),
    CLEANING_REQUESTED("cleaning.requested", Task.Clean.class),
    DENSE_EVALUATED("dense.evaluated", Event.DenseEvaluated.class),
    SHARD_SCORED("shard.scored", Event.ShardScored.class),
    NETWORK_PRUNED("network.pruned", Event.NetworkPruned.class),
    NETWORK_REPAIRED("network.repaired", Event.NetworkRepaired.class),
    SLICE_FINETUNED("slice.finetuned", Event.SliceFinetuned.class),
    RUN_EXPORTED("run.exported", Event.RunExported.class),
    RUN_CLEANED("run.cleaned", Event.RunCleaned.class),
    TASK_PROGRESSED("task.progressed", Event.TaskProgressed.class),
    TASK_FAILED("task.failed", Event.TaskFailed.class),
    RUN_SUBMITTED("run.submitted", Command.SubmitRun.class),
    CANCEL_REQUESTED("run.cancel.requested", Command.CancelRun.class),
    PAUSE_REQUESTED("run.pause.requested", Command.PauseRun.class),
    RESUME_REQUESTED("run.resume.requested", Command.ResumeRun.class),
    RETRY_REQUESTED("run.retry.requested", Command.RetryRun.class),
    START_REQUESTED("run.start.requested", Command.StartRun.class),
    RUN_STANDING("run.standing", RunStanding.class),
    SCHEDULE_SAVED("schedule.save.requested", ScheduleMessage.SaveSchedule.class),
    SCHEDULE_DELETED("schedule.delete.requested", ScheduleMessage.DeleteSchedule.class),
    SCHEDULE_PAUSED("schedule.pause.requested", ScheduleMessage.PauseSchedule.class),
    SCHEDULE_RESUMED("schedule.resume.requested", ScheduleMessage.ResumeSchedule.class),
    SCHEDULE_FIRED("schedule.fire.requested", ScheduleMessage.FireSchedule.class),
    TRIGGER_ARRIVED("trigger.arrived", ScheduleMessage.Arrival.class),
    FIRING_DECIDED("firing.decided", ScheduleMessage.Firing.class),
    FIRING_CONCLUDED("firing.concluded", ScheduleMessage.FiringConcluded.class);

    private static final Map<String, MessageType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(type -> type.ceType, Function.identity()));
    private static final Map<Class<?>, MessageType> BY_RECORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(type -> type.record, Function.identity()));

    private final String ceType;
    private final Class<? extends Message> record;

    MessageType(String name, Class<? extends Message> record) {
        this.ceType = "io.apoptosis." + name + ".v1";
        this.record = record;
    }

    /** For example {@code io.apoptosis.score.requested.v1}. */
    public String ceType() {
        return ceType;
    }

    public Class<? extends Message> record() {
        return record;
    }

    public static Optional<MessageType> named(String ceType) {
        return Optional.ofNullable(BY_NAME.get(ceType));
    }

    static MessageType of(Message message) {
        MessageType type = BY_RECORD.get(message.getClass());
        if (type == null) {
            throw new IllegalArgumentException(message.getClass() + " has no message type");
        }
        return type;
    }
}
