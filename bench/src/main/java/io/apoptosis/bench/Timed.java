package io.apoptosis.bench;

/**
 * A contender of this process.
 *
 * @param steps how many of its steps the work is
 */
record Timed(String name, int steps, Runnable work) implements Contender {
    @Override
    public double millis() {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e6 / steps;
    }
}
