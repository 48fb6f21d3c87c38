package io.apoptosis.core.latency;

/** ONNX Runtime can't load or run a model; the message says why. */
public final class UnusableModel extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableModel(String message) {
        super(message);
    }

    UnusableModel(String message, Throwable cause) {
        super(message, cause);
    }
}
