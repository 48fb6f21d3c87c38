package io.apoptosis.cli.doctor;

/**
 * What one check found.
 *
 * @param remedy what to do about it; empty where all is well
 */
public record Finding(String subject, String observed, String remedy) {
    static Finding well(String subject, String observed) {
        return new Finding(subject, observed, "");
    }

    public boolean isWell() {
        return remedy.isEmpty();
    }
}
