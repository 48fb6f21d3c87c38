package io.apoptosis.gateway.tracking;

/**
 * A value of a metric.
 *
 * @param step of pruning (0 is the dense network), or the epoch of all fine-tuning for {@code finetune/…}
 */
record Point(String metric, long step, double value) {
    /** What of the metric there can be only one of. */
    Place place() {
        return new Place(metric, step);
    }

    record Place(String metric, long step) {}
}
