package io.apoptosis.bench;

import io.apoptosis.core.tensor.djl.DjlEngine;
import java.util.List;
import org.openjdk.jmh.annotations.Param;

/** What each operator's tangent costs: {@link OperatorTangents}' two measurements in turns in one process, so that their ratio holds on a busy machine. */
public final class OperatorRatios {
    private static final int WARMUP = 10;
    private static final int ROUNDS = 60;

    private OperatorRatios() {}

    /** Argument: the number of threads. */
    public static void main(String[] args) throws NoSuchFieldException {
        new DjlEngine().useThreads(Integer.parseInt(args[0]));
        for (String operator : OperatorTangents.class
                .getField("operator")
                .getAnnotation(Param.class)
                .value()) {
            OperatorTangents measured = new OperatorTangents();
            measured.operator = operator;
            measured.load();
            Rounds rounds = Rounds.of(
                    List.of(new Timed("primal", 1, measured::primal), new Timed("dual", 1, measured::dual)),
                    WARMUP,
                    ROUNDS);
            System.out.printf(
                    "%-10s primal %7.2f ms, dual %7.2f ms, dual/primal %.2f, medians of %d rounds%n",
                    operator, rounds.median("primal"), rounds.median("dual"), rounds.ratio("dual", "primal"), ROUNDS);
            measured.close();
        }
    }
}
