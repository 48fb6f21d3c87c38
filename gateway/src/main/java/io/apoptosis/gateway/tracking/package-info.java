/** Runs in MLflow: specification, figures, tags and results, where a tracking server is configured. */
package io.apoptosis.gateway.tracking;
