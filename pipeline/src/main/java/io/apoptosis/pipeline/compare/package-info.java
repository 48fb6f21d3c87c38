/** A comparison as ordinary runs: which there are, and what each tells. */
@NullMarked
package io.apoptosis.pipeline.compare;

import org.jspecify.annotations.NullMarked;
