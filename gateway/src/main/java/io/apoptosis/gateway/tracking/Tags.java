package io.apoptosis.gateway.tracking;

import io.apoptosis.pipeline.run.RunView;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is said of a run beside its figures. */
final class Tags {
    /** By which a run is found again. */
    static final String RUN = "apoptosis.run";

    private Tags() {}

    /** @param bucket that the results lie in */
    static Map<String, String> of(RunView view, String bucket) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(RUN, view.id());
        tags.put("mlflow.user", view.handling().owner());
        tags.put("mlflow.source.name", "apoptosis");
        tags.put("apoptosis.state", view.state());
        tags.put("apoptosis.steps", "%d of %d".formatted(view.steps().size(), view.totalSteps()));
        view.files()
                .forEach((name, ref) -> tags.put(
                        "apoptosis.file." + name, "s3://%s/%s sha256:%s".formatted(bucket, ref.key(), ref.sha256())));
        RunView.Failure failure = view.failure();
        // Said again, as empty, when a failed run was resumed.
        tags.put("apoptosis.failure", failure == null ? "" : failure.cause());
        return tags;
    }
}
