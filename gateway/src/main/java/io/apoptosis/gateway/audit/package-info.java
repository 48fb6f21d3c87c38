/** Who asked for what, and what came of it: one JSON line per command. */
package io.apoptosis.gateway.audit;
