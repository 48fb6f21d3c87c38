/** Which runs go on and which wait: quotas and priorities, decided for all runs in one place. */
@NullMarked
package io.apoptosis.pipeline.admission;

import org.jspecify.annotations.NullMarked;
