/** What a user asks for: the specification of a run, its schema, how it is read and written. */
@NullMarked
package io.apoptosis.pipeline.spec;

import org.jspecify.annotations.NullMarked;
