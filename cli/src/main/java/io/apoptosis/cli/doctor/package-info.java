/** Whether this machine has what a run needs. */
@NullMarked
package io.apoptosis.cli.doctor;

import org.jspecify.annotations.NullMarked;
