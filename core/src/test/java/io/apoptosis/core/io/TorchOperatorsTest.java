package io.apoptosis.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every operator, written as PyTorch, is what we compute. */
@Tag("slow")
class TorchOperatorsTest {
    private static final List<OperatorCase> CASES = OperatorCase.ALL;

    private static final HostTensor PAIRS = HostTensor.of(Shape.of(2, 2), 1f, 2f, 3f, 4f);

    @TempDir
    static Path folder;

    private static PyTorch pytorch;

    @BeforeAll
    static void run() throws IOException, InterruptedException {
        PyTorch.require();
        pytorch = new PyTorch(folder);
        for (int i = 0; i < CASES.size(); i++) {
            pytorch.add(String.valueOf(i), CASES.get(i).network(), CASES.get(i).images());
        }
        pytorch.add("hostile", HostileNames.network(), PAIRS);
        pytorch.run();
    }

    @TestFactory
    Stream<DynamicTest> pyTorchComputesTheSame() {
        return IntStream.range(0, CASES.size())
                .mapToObj(i -> DynamicTest.dynamicTest(CASES.get(i).operator().toString(), () -> requireSame(i)));
    }

    @Test
    void namesThatWantToBeCodeStayNames() {
        HostTensor ours = Logits.ours(HostileNames.network(), PAIRS);

        assertThat(pytorch.answer("hostile").floats()).containsExactly(ours.floats(), within(1e-4f));
        assertThat(Path.of("hacked")).doesNotExist();
    }

    private static void requireSame(int index) {
        HostTensor ours =
                Logits.ours(CASES.get(index).network(), CASES.get(index).images());
        HostTensor theirs = pytorch.answer(String.valueOf(index));

        assertThat(theirs.shape()).isEqualTo(ours.shape());
        assertThat(theirs.floats()).containsExactly(ours.floats(), within(1e-4f));
    }
}
