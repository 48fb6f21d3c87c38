/** Who is there to work, at what, and what waits for them. */
package io.apoptosis.gateway.cluster;
