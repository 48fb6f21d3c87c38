/** The object store, where everything large lies: written once, read with its checksum. */
@NullMarked
package io.apoptosis.pipeline.store;

import org.jspecify.annotations.NullMarked;
