/**
 * What a run does, as spans of one OpenTelemetry trace across the services; nothing of it where no collector is named (ADR 8). Only
 * {@link io.apoptosis.pipeline.trace.OtlpTracing} and what it uses knows OpenTelemetry's classes, so that without traces none is loaded.
 */
@NullMarked
package io.apoptosis.pipeline.trace;

import org.jspecify.annotations.NullMarked;
