package io.apoptosis.pipeline.compare;

/**
 * One way to prune, whatever the seed; words as the comparison's tables have them.
 *
 * @param target share of the dense network
 */
public record Setting(String criterion, double target, String repair, String finetune) {
    /** Whether the two differ in nothing but the criterion. */
    public boolean sameRace(Setting other) {
        return target == other.target && repair.equals(other.repair) && finetune.equals(other.finetune);
    }
}
