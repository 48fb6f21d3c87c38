package io.apoptosis.gateway.tracking;

import org.mlflow.api.proto.Service.RunStatus;

/** A run's state in MLflow's words. */
final class Standing {
    private Standing() {}

    static RunStatus of(String state) {
        return switch (state) {
            case "QUEUED", "PAUSED" -> RunStatus.SCHEDULED;
            case "COMPLETED" -> RunStatus.FINISHED;
            case "FAILED" -> RunStatus.FAILED;
            case "CANCELLED" -> RunStatus.KILLED;
            default -> RunStatus.RUNNING;
        };
    }
}
