/** How well scores tell what removing a unit really does to the loss. */
package io.apoptosis.core.validate;
