/** How much a caller may ask of the gateway. */
package io.apoptosis.gateway.limits;
