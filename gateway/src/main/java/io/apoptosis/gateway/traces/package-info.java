/** The gateway's spans go where the environment says. */
package io.apoptosis.gateway.traces;
