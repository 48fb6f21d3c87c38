package io.apoptosis.pipeline.admission;

/**
 * How many runs may go on at once.
 *
 * @param perOwner of one owner
 * @param total of all together
 * @param patience starts of more urgent runs after which one of a lower priority has its turn
 */
public record AdmissionPolicy(int perOwner, int total, int patience) {
    public static final AdmissionPolicy DEFAULT = new AdmissionPolicy(8, 32, 4);

    public AdmissionPolicy {
        if (perOwner < 1 || total < 1 || patience < 1) {
            throw new IllegalArgumentException(
                    "quotas and patience are at least 1, not %d, %d and %d".formatted(perOwner, total, patience));
        }
    }
}
