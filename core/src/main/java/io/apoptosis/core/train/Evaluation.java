package io.apoptosis.core.train;

/**
 * How well a network does on a set of images.
 *
 * @param accuracy share of images whose largest logit is the label's, in [0, 1]
 * @param loss mean cross entropy, in nats
 */
public record Evaluation(double accuracy, double loss) {}
