/** What others say on {@code apoptosis.triggers}, in their own formats. */
@NullMarked
package io.apoptosis.pipeline.trigger;

import org.jspecify.annotations.NullMarked;
