package io.apoptosis.core.report;

import java.util.stream.Collectors;

/** The report's pieces of code: how to load the result elsewhere, and how to get it again. */
final class Recipes {
    private Recipes() {}

    static String loading(RunReport report) {
        String shape = report.sampleShape().stream().map(String::valueOf).collect(Collectors.joining(", "));
        String samples = report.tokens() ? "ids" : "images";
        return "<p>ONNX Runtime (Python); the batch size is free, the input "
                + (report.tokens() ? "token ids" : "normalized as in the specification below") + ":</p>\n"
                + Html.code("""
                        import numpy, onnxruntime
                        session = onnxruntime.InferenceSession("model.onnx")
                        %2$s = numpy.zeros((1, %1$s), dtype=numpy.%3$s)
                        logits, = session.run(None, {session.get_inputs()[0].name: %2$s})
                        """.formatted(shape, samples, report.tokens() ? "int64" : "float32"))
                + "<p>PyTorch; <code>model.py</code> is the network in plain PyTorch, layer by layer, and loads "
                + "<code>model.pt</code>, a state dict under the checkpoint's own names:</p>\n"
                + Html.code("""
                        import torch
                        from model import load
                        logits = load()(torch.zeros(1, %s%s))
                        """.formatted(shape, report.tokens() ? ", dtype=torch.long" : ""))
                + "<p>Java (Deep Java Library with <code>ai.djl.onnxruntime:onnxruntime-engine</code>):</p>\n"
                + Html.code("""
                        Criteria<NDList, NDList> criteria = Criteria.builder()
                                .setTypes(NDList.class, NDList.class)
                                .optModelPath(Path.of("model.onnx"))
                                .optEngine("OnnxRuntime")
                                .build();
                        try (ZooModel<NDList, NDList> model = criteria.loadModel();
                                Predictor<NDList, NDList> predictor = model.newPredictor();
                                NDManager manager = NDManager.newBaseManager("OnnxRuntime")) {
                            NDList logits = predictor.predict(new NDList(manager.create(%s, new Shape(1, %s))));
                        }
                        """.formatted(report.tokens() ? "ids" : "pixels", shape));
    }

    static String reproducing(RunReport report) {
        return "<p>Save this specification as <code>run.yaml</code>; the same seed gives the same bytes, "
                + "whatever the number of workers. Locations that begin with <code>object:</code> are in the store of this run; "
                + "elsewhere put the paths of the same files (their SHA-256 is in the location):</p>\n"
                + Html.code(report.spec())
                + Html.code("./apoptosis prune run.yaml");
    }
}
