package io.apoptosis.core.io;

import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.nio.file.Path;
import java.util.Random;

/** Loads an archive in the Deep Java Library and prints its logits. In a process of its own: DJL's engine wants ONNX Runtime to itself. */
final class DjlProbe {
    private DjlProbe() {}

    public static void main(String[] args) throws Exception {
        Criteria<NDList, NDList> criteria = Criteria.builder()
                .setTypes(NDList.class, NDList.class)
                .optModelPath(Path.of(args[0]))
                .optTranslator(new NoopTranslator())
                .build();
        try (ZooModel<NDList, NDList> model = criteria.loadModel();
                Predictor<NDList, NDList> predictor = model.newPredictor();
                NDManager manager = NDManager.newBaseManager("OnnxRuntime")) {
            NDList batch = new NDList(manager.create(images().floats(), new ai.djl.ndarray.types.Shape(2, 3, 32, 32)));
            for (float logit : predictor.predict(batch).singletonOrThrow().toFloatArray()) {
                System.out.println("logit " + logit);
            }
        }
    }

    static HostTensor images() {
        HostTensor drawn = RandomNetworks.normal(Shape.of(2, 3, 32, 32), 1, new Random(1));
        return HostTensor.of(drawn.shape(), drawn.floats());
    }
}
