package io.apoptosis.pipeline.queue;

/** One try at a task: the worker's hold on it, which may end before the work does. */
public final class Delivery {
    private final int count;
    private volatile boolean held = true;

    public Delivery(int count) {
        this.count = count;
    }

    /** How often the broker has handed this task out, this time included. */
    public int count() {
        return count;
    }

    /** False once the broker has given the task to others or this worker is to stop: the work should end, nobody waits for it. */
    public boolean held() {
        return held;
    }

    /** The hold is over. */
    public void end() {
        held = false;
    }
}
