package io.apoptosis.pipeline.message;

/** A record that no version of this program wrote, or that was damaged. It goes to the dead-letter topic; trying again can't help. */
public final class UndecodableMessage extends Exception {
    private static final long serialVersionUID = 1L;

    public UndecodableMessage(String reason) {
        super(reason);
    }

    public UndecodableMessage(String reason, Throwable cause) {
        super(reason, cause);
    }
}
