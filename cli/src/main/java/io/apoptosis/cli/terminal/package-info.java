/** What a person sees: progress, tables, problems. */
@NullMarked
package io.apoptosis.cli.terminal;

import org.jspecify.annotations.NullMarked;
