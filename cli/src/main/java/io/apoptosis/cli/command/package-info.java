/** The subcommands. */
@NullMarked
package io.apoptosis.cli.command;

import org.jspecify.annotations.NullMarked;
