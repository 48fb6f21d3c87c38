package io.apoptosis.core.io.onnx;

import io.apoptosis.core.io.onnx.Value.Computed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which ONNX operators can be read, and what is said of the others. */
final class Translations {
    private static final Set<String> CONTROL_FLOW = Set.of("If", "Loop", "Scan");
    private static final Set<String> RECURRENT = Set.of("RNN", "GRU", "LSTM");
    private static final Set<String> TAKE_IDS = Set.of(
            "Gather", "Identity", "Cast", "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Transpose", "Slice", "Split");
    private static final String LOOK = "inspect --pin-unknown shows what is prunable around it.";
    private static final Map<String, Translation> BY_TYPE = new HashMap<>();

    static {
        Activations.register(BY_TYPE);
        Arithmetics.register(BY_TYPE);
        Convolutions.register(BY_TYPE);
        Normalizations.register(BY_TYPE);
        Pieces.register(BY_TYPE);
        Poolings.register(BY_TYPE);
        Products.register(BY_TYPE);
        Reductions.register(BY_TYPE);
        Shapings.register(BY_TYPE);
    }

    private Translations() {}

    /** The operator's outputs; what depends on no image is computed at once. */
    static List<Value> translate(OnnxOp op, Assembly into, Constants constants) {
        if (!op.domain().isEmpty() && !op.domain().equals("ai.onnx")) {
            throw op.refused("belongs to the domain " + op.domain()
                    + "; export the model with standard operators only. " + LOOK);
        }
        if (op.type().equals("Shape") && op.value(0) instanceof Computed value) {
            return List.of(Constants.shape(op, into.dims(value)));
        }
        boolean fixed = op.allKnown() && !Shapings.isToken(op, into);
        if (fixed && constants.know(op.type())) {
            return List.of(constants.fold(op));
        }
        if (op.reads(into::isIds) && !TAKE_IDS.contains(op.type())) {
            throw op.refused("computes with token ids, which can be looked up in a table (Gather), cut and reshaped");
        }
        Translation translation = BY_TYPE.get(op.type());
        if (translation == null) {
            throw op.refused(reason(op.type()));
        }
        if (fixed) {
            throw op.refused("works on constants only; simplify the model (onnxsim) before");
        }
        return translation.translate(op, into);
    }

    /** Names of the operators that read an activation. */
    static Set<String> types() {
        return Set.copyOf(BY_TYPE.keySet());
    }

    /** Whether nothing is known of an operator that reads an activation; control flow and recurrence are known and refused. */
    static boolean isUnknown(OnnxOp op) {
        boolean standard = op.domain().isEmpty() || op.domain().equals("ai.onnx");
        boolean named = op.type().equals("Shape") || BY_TYPE.containsKey(op.type());
        boolean refused = CONTROL_FLOW.contains(op.type()) || RECURRENT.contains(op.type());
        return !op.allKnown() && !refused && !(standard && named);
    }

    private static String reason(String type) {
        if (CONTROL_FLOW.contains(type)) {
            return "is control flow; export the model with fixed control flow (torch.jit.trace, or a simplifier)";
        }
        if (RECURRENT.contains(type)) {
            return "is a recurrent layer; feed-forward networks are supported";
        }
        return "is not supported; rewrite this layer, or simplify the model (onnxsim). " + LOOK + " Supported: "
                + BY_TYPE.keySet().stream().sorted().collect(Collectors.joining(", "));
    }
}
