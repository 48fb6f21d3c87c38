/** Least squares after the surgery: what is left learns to give what the whole network gave, layer by layer, without gradients. */
package io.apoptosis.core.repair;
