package io.apoptosis.pipeline.run;

/**
 * One pruning step of a schedule.
 *
 * @param step from 1
 * @param targetRatio of the dense network, in the target's unit; a sparsity is the share that is gone
 * @param finetune whether the step reaches a listed target and is followed by fine-tuning
 */
public record StepPlan(int step, double targetRatio, boolean finetune) {}
