/** Files on this machine: specifications, networks, data sets. */
@NullMarked
package io.apoptosis.cli.local;

import org.jspecify.annotations.NullMarked;
