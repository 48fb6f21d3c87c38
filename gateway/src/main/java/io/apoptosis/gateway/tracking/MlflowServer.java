package io.apoptosis.gateway.tracking;

import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.run.RunView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mlflow.api.proto.Service;
import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.MlflowClient;

/**
 * Runs as a tracking server has them. Everything may be said again: a run is found by its tag, a parameter keeps its value, and a figure
 * that is there is not sent again.
 */
final class MlflowServer {
    private static final int MOST_METRICS = 1000;
    private static final int MOST_PARAMETERS = 100;

    private final MlflowClient client;
    private final Artifacts artifacts;
    private final String experiment;
    private final String bucket;

    /** @param bucket that the results lie in */
    MlflowServer(MlflowClient client, Artifacts artifacts, String experiment, String bucket) {
        this.client = client;
        this.artifacts = artifacts;
        this.experiment = experiment;
        this.bucket = bucket;
    }

    /** The server's run for one of ours, begun there if need be. */
    TrackedRun open(RunView view) {
        String experimentId = client.getExperimentByName(experiment)
                .map(Service.Experiment::getExperimentId)
                .orElseGet(() -> client.createExperiment(experiment));
        RunInfo info = find(experimentId, view.id()).orElseGet(() -> create(experimentId, view));
        for (List<Param> some : parts(parameters(view), MOST_PARAMETERS)) {
            client.logBatch(info.getRunId(), List.of(), some, List.of());
        }
        return new TrackedRun(info.getRunId(), info.getArtifactUri(), logged(info.getRunId()));
    }

    /** Deleted ones, too: who deleted a run does not want it back. */
    private Optional<RunInfo> find(String experimentId, String id) {
        String filter = "tags.`%s` = '%s'".formatted(Tags.RUN, id);
        return client.searchRuns(List.of(experimentId), filter, ViewType.ALL).stream()
                .findFirst();
    }

    private RunInfo create(String experimentId, RunView view) {
        return client.createRun(CreateRun.newBuilder()
                .setExperimentId(experimentId)
                .setRunName(view.name())
                .setStartTime(view.submittedAt().toEpochMilli())
                .addTags(tag(Tags.RUN, view.id()))
                .build());
    }

    private List<Point> logged(String runId) {
        return client.getRun(runId).getData().getMetricsList().stream()
                .flatMap(metric -> client.getMetricHistory(runId, metric.getKey()).stream())
                .map(metric -> new Point(metric.getKey(), metric.getStep(), metric.getValue()))
                .toList();
    }

    /** Sends what the view has and the server has not. */
    void log(TrackedRun run, RunView view) throws IOException, InterruptedException {
        client.logBatch(run.id(), List.of(), List.of(), tags(view));
        for (List<Point> some : parts(run.newIn(Points.of(view)), MOST_METRICS)) {
            client.logBatch(run.id(), metrics(some, view), List.of(), List.of());
            run.logged(some);
        }
        for (Map.Entry<String, ObjectRef> file : view.files().entrySet()) {
            artifacts.copy(run, file.getKey(), file.getValue());
        }
        if (view.ended()) {
            client.setTerminated(
                    run.id(), Standing.of(view.state()), view.updatedAt().toEpochMilli());
        } else {
            // The client has no call that leaves the end open.
            client.sendPost(
                    "runs/update",
                    "{\"run_id\":\"%s\",\"status\":\"%s\"}".formatted(run.id(), Standing.of(view.state())));
        }
    }

    private static List<Param> parameters(RunView view) {
        return Parameters.of(view.spec()).entrySet().stream()
                .map(entry -> Param.newBuilder()
                        .setKey(entry.getKey())
                        .setValue(entry.getValue())
                        .build())
                .toList();
    }

    private List<RunTag> tags(RunView view) {
        return Tags.of(view, bucket).entrySet().stream()
                .map(entry -> tag(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static RunTag tag(String key, String value) {
        return RunTag.newBuilder().setKey(key).setValue(value).build();
    }

    private static List<Metric> metrics(List<Point> points, RunView view) {
        return points.stream()
                .map(point -> Metric.newBuilder()
                        .setKey(point.metric())
                        .setStep(point.step())
                        .setValue(point.value())
                        .setTimestamp(view.updatedAt().toEpochMilli())
                        .build())
                .toList();
    }

    private static <T> List<List<T>> parts(List<T> all, int most) {
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += most) {
            parts.add(all.subList(from, Math.min(all.size(), from + most)));
        }
        return parts;
    }
}
