/** Schedules: what arrives and what time it is → runs to be submitted. Pure. */
@NullMarked
package io.apoptosis.pipeline.schedule;

import org.jspecify.annotations.NullMarked;
