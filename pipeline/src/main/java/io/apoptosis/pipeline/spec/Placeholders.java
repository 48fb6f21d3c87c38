package io.apoptosis.pipeline.spec;

import io.apoptosis.pipeline.spec.InvalidSpec.Problem;
import io.apoptosis.pipeline.spec.RunSpec.DataSpec;
import io.apoptosis.pipeline.spec.RunSpec.ModelSpec;
import io.apoptosis.pipeline.spec.ScheduleSpec.Trigger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a template's placeholder stands where an object can be put. All other values have forms that exclude one. */
final class Placeholders {
    private static final String BEGINNING = "${";

    private Placeholders() {}

    static List<Problem> problems(Trigger trigger, RunSpec run) {
        List<Problem> problems = new ArrayList<>();
        ModelSpec model = run.model();
        DataSpec data = run.data();
        elsewhere("$.run.model.graph", model.graph(), problems);
        elsewhere("$.run.data.train", data.train().location(), problems);
        elsewhere("$.run.data.test", data.test().location(), problems);
        String weights = model.weights();
        boolean whole = weights.equals(ScheduleSpec.OBJECT);
        if (!whole && weights.contains(BEGINNING)) {
            problems.add(new Problem(
                    "$.run.model.weights",
                    "\"%s\" is no placeholder; the only one is %s, as the whole value"
                            .formatted(weights, ScheduleSpec.OBJECT)));
        }
        if (whole && trigger.object() == null) {
            problems.add(new Problem(
                    "$.run.model.weights",
                    "%s needs `trigger.object`, which says whose place it takes, for example checkpoints/*.th"
                            .formatted(ScheduleSpec.OBJECT)));
        }
        return problems;
    }

    private static void elsewhere(String path, @Nullable String location, List<Problem> problems) {
        if (location != null && location.contains(BEGINNING)) {
            problems.add(new Problem(
                    path, "a placeholder may stand as model.weights or model.onnx only; name a file that is there"));
        }
    }
}
