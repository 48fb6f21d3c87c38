package io.apoptosis.pruner;

import io.apoptosis.core.Progress;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.io.GraphJson;
import io.apoptosis.core.io.OnnxModel;
import io.apoptosis.core.io.SafeTensors;
import io.apoptosis.core.io.TorchArchive;
import io.apoptosis.core.io.TorchCode;
import io.apoptosis.core.report.HtmlReport;
import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Event.RunExported;
import io.apoptosis.pipeline.message.MessageJson;
import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.message.Task.Export;
import io.apoptosis.pipeline.message.UndecodableMessage;
import io.apoptosis.pipeline.store.Keys;
import io.apoptosis.pipeline.store.ObjectStore;
import io.apoptosis.worker.DenseNetworks;
import io.apoptosis.worker.TaskHandler;
import io.apoptosis.worker.WorkerSettings;
import io.apoptosis.worker.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the files that a user takes away. */
@ApplicationScoped
class ExportHandler implements TaskHandler<Export> {
    private final Workspace workspace;
    private final ObjectStore store;
    private final DenseNetworks dense;
    private final String worker;

    ExportHandler(Workspace workspace, ObjectStore store, DenseNetworks dense, WorkerSettings settings) {
        this.workspace = workspace;
        this.store = store;
        this.dense = dense;
        this.worker = settings.name();
    }

    @Override
    public Class<Export> kind() {
        return Export.class;
    }

    @Override
    public Event handle(Export task, Progress progress) throws UndecodableMessage {
        long begin = System.nanoTime();
        Network network = workspace.network(task.checkpoint());
        Map<String, ObjectRef> files = new LinkedHashMap<>();
        put(files, task, "model.onnx", OnnxModel.write(network));
        put(files, task, "model.safetensors", SafeTensors.write(network.weights(), Map.of("format", "pt")));
        put(files, task, "model.pt", TorchArchive.write(network));
        put(files, task, "model.py", TorchCode.write(network));
        put(files, task, "graph.json", GraphJson.write(network.graph()));
        put(files, task, "run.json", RunJson.pretty(task.view()));
        RunJson run = MessageJson.read(MessageJson.write(task.view()), RunJson.class);
        String engine = workspace.engine(task.spec()).describe();
        put(files, task, "report.html", HtmlReport.write(run.report(dense.of(task.runId()), network, engine, files)));
        return new RunExported(task.runId(), files, (System.nanoTime() - begin) / 1e9, worker);
    }

    private void put(Map<String, ObjectRef> files, Export task, String name, byte[] bytes) {
        files.put(name, store.put(Keys.result(task.runId(), name), bytes));
    }
}
