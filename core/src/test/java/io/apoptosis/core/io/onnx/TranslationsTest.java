package io.apoptosis.core.io.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TranslationsTest {
    /** What {@link OnnxReaderTest} compares with ONNX Runtime, prunes and writes back. */
    @Test
    void everyOperatorThatIsReadIsInAFixture() throws Exception {
        Set<String> missing = new TreeSet<>(Translations.types());
        for (String name : Fixtures.names().toList()) {
            ModelProto.parseFrom(Fixtures.bytes(name)).getGraph().getNodeList().stream()
                    .map(NodeProto::getOpType)
                    .forEach(missing::remove);
        }

        assertThat(missing).isEmpty();
    }
}
