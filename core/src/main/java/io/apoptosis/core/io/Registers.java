package io.apoptosis.core.io;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names the variables of a straight-line program as people do: a value takes the variable of an operand that nobody reads any more,
 * otherwise the first that is free, so that a chain is {@code x = …, x = …} and a branch of it {@code y}.
 */
final class Registers {
    static final String INPUT = "x";
    private static final List<String> SHORT = List.of(INPUT, "y", "z", "u", "v", "w");

    private final Map<String, Integer> readersLeft;
    private final Map<String, Integer> registers = new HashMap<>();
    private final Set<Integer> taken = new HashSet<>();

    Registers(Graph graph) {
        this.readersLeft = graph.readers();
        registers.put(graph.input(), 0);
        taken.add(0);
    }

    String variable(String value) {
        return name(registers.getOrDefault(value, 0));
    }

    /** Variables of the node's operands, as they were before its own value took one. */
    List<String> read(Node node) {
        return node.inputs().stream().map(this::variable).toList();
    }

    /** The variable that takes the node's value. */
    String assign(Node node) {
        for (String operand : node.inputs()) {
            if (readersLeft.merge(operand, -1, Integer::sum) == 0) {
                taken.remove(registers.get(operand));
            }
        }
        List<Integer> candidates = new ArrayList<>();
        node.inputs().forEach(operand -> candidates.add(registers.getOrDefault(operand, 0)));
        int register = candidates.stream()
                .filter(candidate -> !taken.contains(candidate))
                .min(Integer::compare)
                .orElseGet(this::firstFree);
        registers.put(node.name(), register);
        if (readersLeft.getOrDefault(node.name(), 0) > 0) {
            taken.add(register);
        }
        return name(register);
    }

    private int firstFree() {
        int register = 0;
        while (taken.contains(register)) {
            register++;
        }
        return register;
    }

    private static String name(int register) {
        return register < SHORT.size() ? SHORT.get(register) : "v" + register;
    }
}
