/**
 * Tasks as a queue on Kafka share groups (KIP-932): any number of workers on one topic, one task at a time each, acknowledged one by
 * one, held by renewing the lock while the work runs (KIP-1222).
 */
package io.apoptosis.pipeline.queue;
