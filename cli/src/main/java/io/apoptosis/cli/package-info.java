/** The apoptosis command. */
@NullMarked
package io.apoptosis.cli;

import org.jspecify.annotations.NullMarked;
