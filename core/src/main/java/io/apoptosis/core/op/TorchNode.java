package io.apoptosis.core.op;

import java.util.Optional;

/** Where an operator writes itself as PyTorch. All it is given is Python already: operands are names of variables, names of files are quoted. */
public interface TorchNode {
    Shapes shapes();

    boolean has(String role);

    /** The variable that holds an operand. */
    String input(int index);

    /** Keeps the parameter by itself, under its own name, and gives the expression that reads it; {@code None} where the node has none. */
    String parameter(String role);

    /**
     * Keeps a layer of {@code torch.nn} with all the node's parameters and gives the expression that reads it; empty where the checkpoint
     * does not name them as such a layer would ({@code PATH.weight}, {@code PATH.bias} …).
     */
    Optional<String> layer(String constructor);
}
