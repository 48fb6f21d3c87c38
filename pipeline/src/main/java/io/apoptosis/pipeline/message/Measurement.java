package io.apoptosis.pipeline.message;

/** What a network scores on the test set and costs. Accuracy in 0..1, loss = mean cross entropy, macs per image. */
public record Measurement(double accuracy, double loss, long macs, long parameters) {}
