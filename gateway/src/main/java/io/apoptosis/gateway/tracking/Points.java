package io.apoptosis.gateway.tracking;

import io.apoptosis.pipeline.message.Measurement;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.run.StepOutcome.Epoch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The figures that a view has. */
final class Points {
    private static final Set<String> LAST_STEP_DONE =
            Set.of("EXPORTING", "CLEANING", "COMPLETED", "FAILED", "CANCELLED");

    private final RunView view;
    private final List<Point> points = new ArrayList<>();

    private Points(RunView view) {
        this.view = view;
    }

    /** Of a step under way only what will not change any more. */
    static List<Point> of(RunView view) {
        Points points = new Points(view);
        points.dense();
        view.steps().forEach(points::step);
        points.epochs();
        return points.points;
    }

    private void dense() {
        Measurement dense = view.dense();
        if (dense != null) {
            add("accuracy", 0, dense.accuracy());
            add("loss", 0, dense.loss());
            size(0, dense.macs(), dense.parameters());
        }
    }

    private void step(RunView.Step step) {
        add("accuracy_after_pruning", step.step(), step.accuracyAfterPruning());
        add("loss_after_pruning", step.step(), step.lossAfterPruning());
        add("accuracy_after_repair", step.step(), step.accuracyAfterRepair());
        size(step.step(), step.macs(), step.parameters());
        if (step.step() < view.steps().size() || LAST_STEP_DONE.contains(view.state())) {
            add("accuracy", step.step(), step.accuracy());
            add("loss", step.step(), step.loss());
            add("seconds", step.step(), step.seconds());
        }
    }

    private void size(int step, @Nullable Long macs, @Nullable Long parameters) {
        Measurement dense = view.dense();
        if (dense != null && macs != null && parameters != null) {
            add("macs", step, macs.doubleValue());
            add("macs_ratio", step, (double) macs / dense.macs());
            add("parameters", step, parameters.doubleValue());
            add("parameters_ratio", step, (double) parameters / dense.parameters());
        }
    }

    private void epochs() {
        List<Epoch> epochs =
                view.steps().stream().flatMap(step -> step.epochs().stream()).toList();
        for (int i = 0; i < epochs.size(); i++) {
            add("finetune/train_loss", i + 1, epochs.get(i).trainLoss());
            add("finetune/accuracy", i + 1, epochs.get(i).accuracy());
            add("finetune/loss", i + 1, epochs.get(i).loss());
        }
    }

    private void add(String metric, long step, @Nullable Double value) {
        if (value != null) {
            points.add(new Point(metric, step, value));
        }
    }
}
