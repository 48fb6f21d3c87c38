package io.apoptosis.pruner;

import io.apoptosis.core.Progress;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.io.GraphJson;
import io.apoptosis.core.io.OnnxModel;
import io.apoptosis.core.io.SafeTensors;
import io.apoptosis.core.io.TorchArchive;
import io.apoptosis.core.io.TorchCode;
import io.apoptosis.core.report.Histogram;
import io.apoptosis.core.report.HtmlReport;
import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Event.RunExported;
import io.apoptosis.pipeline.message.MessageJson;
import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.message.Task.Export;
import io.apoptosis.pipeline.message.UndecodableMessage;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.spec.RunSpec.LatencySpec;
import io.apoptosis.pipeline.spec.RunSpec.PruneSpec;
import io.apoptosis.pipeline.store.Keys;
import io.apoptosis.pipeline.store.ObjectStore;
import io.apoptosis.pruner.Latencies.Compared;
import io.apoptosis.worker.DenseNetworks;
import io.apoptosis.worker.MaskFiles;
import io.apoptosis.worker.Spans;
import io.apoptosis.worker.TaskHandler;
import io.apoptosis.worker.WorkerSettings;
import io.apoptosis.worker.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the files that a user takes away. */
@ApplicationScoped
class ExportHandler implements TaskHandler<Export> {
    private final Workspace workspace;
    private final ObjectStore store;
    private final DenseNetworks dense;
    private final Latencies latencies;
    private final MaskFiles masks;
    private final Spans spans;
    private final String worker;

    ExportHandler(
            Workspace workspace,
            ObjectStore store,
            DenseNetworks dense,
            Latencies latencies,
            MaskFiles masks,
            Spans spans,
            WorkerSettings settings) {
        this.workspace = workspace;
        this.store = store;
        this.dense = dense;
        this.latencies = latencies;
        this.masks = masks;
        this.spans = spans;
        this.worker = settings.name();
    }

    @Override
    public Class<Export> kind() {
        return Export.class;
    }

    @Override
    public Event handle(Export task, Progress progress) throws UndecodableMessage {
        Spans.Span span = spans.span();
        Network network = workspace.network(task.checkpoint());
        Map<String, ObjectRef> files = new LinkedHashMap<>();
        put(files, task, "model.onnx", OnnxModel.write(network));
        put(files, task, "model.safetensors", SafeTensors.write(network.weights(), Map.of("format", "pt")));
        put(files, task, "model.pt", TorchArchive.write(network));
        put(files, task, "model.py", TorchCode.write(network));
        put(files, task, "graph.json", GraphJson.write(network.graph()));
        PruneSpec prune = task.spec().prune();
        if (prune != null && prune.sparse()) {
            put(
                    files,
                    task,
                    "masks.safetensors",
                    SafeTensors.writeBytes(masks.of(task.runId(), task.step()).kept()));
        }
        Network before = dense.of(task.runId());
        RunJson run = MessageJson.read(MessageJson.write(task.view()), RunJson.class)
                .with(latency(task, before, network, progress));
        put(files, task, "run.json", run.pretty(task.view()));
        String engine = workspace.engine(task.spec()).describe();
        put(
                files,
                task,
                "report.html",
                HtmlReport.write(run.report(before, network, importance(task, run), engine, files)));
        return new RunExported(task.runId(), files, task.attempt(), span.seconds(), span.spent(), worker);
    }

    private List<Histogram> importance(Export task, RunJson run) throws UndecodableMessage {
        List<Histogram> histograms = new ArrayList<>();
        for (RunView.Step step : run.steps()) {
            Optional<ObjectRef> scores = store.getIfPresent(Keys.pruned(task.runId(), step.step(), ScoreFile.NAME));
            if (scores.isPresent()) {
                histograms.add(MessageJson.read(store.get(scores.get()), ScoreFile.class)
                        .histogram(step.step()));
            }
        }
        return histograms;
    }

    private @Nullable Compared latency(Export task, Network before, Network after, Progress progress)
            throws UndecodableMessage {
        LatencySpec how = task.spec().latency();
        return how == null ? null : latencies.compared(task.runId(), how, before, after, progress);
    }

    private void put(Map<String, ObjectRef> files, Export task, String name, byte[] bytes) {
        files.put(name, store.put(Keys.result(task.runId(), name), bytes));
    }
}
