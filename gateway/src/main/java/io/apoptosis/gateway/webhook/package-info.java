/** Tells another server when a run has completed or failed. */
package io.apoptosis.gateway.webhook;
