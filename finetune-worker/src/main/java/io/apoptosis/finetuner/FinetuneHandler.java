package io.apoptosis.finetuner;

import io.apoptosis.core.Progress;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.TensorEngine;
import io.apoptosis.core.train.Distillation;
import io.apoptosis.core.train.FineTuner;
import io.apoptosis.core.train.FineTuning;
import io.apoptosis.core.train.LabelLesson;
import io.apoptosis.core.train.Lesson;
import io.apoptosis.core.train.TrainingState;
import io.apoptosis.pipeline.message.Checkpoint;
import io.apoptosis.pipeline.message.Event;
import io.apoptosis.pipeline.message.Event.SliceFinetuned;
import io.apoptosis.pipeline.message.Measurement;
import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.message.Task.Finetune;
import io.apoptosis.pipeline.spec.RunSpec;
import io.apoptosis.pipeline.spec.RunSpec.FinetuneSpec;
import io.apoptosis.pipeline.spec.RunSpec.PruneSpec;
import io.apoptosis.pipeline.store.Keys;
import io.apoptosis.worker.DenseNetworks;
import io.apoptosis.worker.MaskFiles;
import io.apoptosis.worker.Measuring;
import io.apoptosis.worker.Phases;
import io.apoptosis.worker.Spans;
import io.apoptosis.worker.TaskHandler;
import io.apoptosis.worker.WorkerSettings;
import io.apoptosis.worker.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Map;

/** One epoch of fine-tuning from where the last slice left, then a measurement. */
@ApplicationScoped
class FinetuneHandler implements TaskHandler<Finetune> {
    private final Workspace workspace;
    private final DenseNetworks dense;
    private final Measuring measuring;
    private final MaskFiles masks;
    private final Spans spans;
    private final String worker;

    FinetuneHandler(
            Workspace workspace,
            DenseNetworks dense,
            Measuring measuring,
            MaskFiles masks,
            Spans spans,
            WorkerSettings settings) {
        this.workspace = workspace;
        this.dense = dense;
        this.measuring = measuring;
        this.masks = masks;
        this.spans = spans;
        this.worker = settings.name();
    }

    @Override
    public Class<Finetune> kind() {
        return Finetune.class;
    }

    @Override
    public Event handle(Finetune task, Progress progress) throws IOException {
        Spans.Span span = spans.span();
        RunSpec spec = task.spec();
        FineTuning tuning = tuning(spec);
        ImageSet images = workspace.train(spec);
        int learning = Phases.batches(images.size(), tuning.batchSize());
        int testing = measuring.batches(spec);
        Phases phases = new Phases(progress, learning + testing);

        TensorEngine engine = workspace.engine(spec);
        TrainingState before = state(task);
        Lesson lesson = lesson(task);
        Map<String, HostTensor> held = held(task);
        TrainingState state = spans.tensors(
                () -> FineTuner.epoch(engine, before, images, lesson, tuning, held, phases.next(learning)));
        ObjectRef stored = workspace.save(state.tensors(), key(task, "state.safetensors"));
        Checkpoint checkpoint = workspace.save(state.network(), file -> key(task, file));
        Measurement measured = measuring.measure(state.network(), spec, phases.next(testing));
        return new SliceFinetuned(
                task.runId(),
                task.step(),
                task.slice(),
                stored,
                checkpoint,
                state.loss(),
                measured,
                task.attempt(),
                span.seconds(),
                span.spent(),
                worker);
    }

    /** Single weights that have gone stay at zero. */
    private Map<String, HostTensor> held(Finetune task) {
        PruneSpec prune = task.spec().prune();
        return prune != null && prune.sparse()
                ? masks.of(task.runId(), task.step()).kept()
                : Map.of();
    }

    private Lesson lesson(Finetune task) {
        FinetuneSpec finetune = task.spec().finetune();
        return finetune != null && finetune.distills()
                ? new Distillation(dense.of(task.runId()), finetune.softness())
                : new LabelLesson();
    }

    private TrainingState state(Finetune task) {
        ObjectRef stored = task.state();
        return stored == null
                ? TrainingState.start(workspace.network(task.checkpoint()))
                : TrainingState.of(workspace.graph(task.checkpoint().graph()), workspace.tensors(stored));
    }

    private static FineTuning tuning(RunSpec spec) {
        FinetuneSpec finetune = spec.finetune();
        if (finetune == null) {
            throw new IllegalArgumentException("the specification has no finetune part");
        }
        return finetune.tuning(spec.seed());
    }

    private static String key(Finetune task, String file) {
        return Keys.slice(task.runId(), task.step(), task.slice(), file);
    }
}
