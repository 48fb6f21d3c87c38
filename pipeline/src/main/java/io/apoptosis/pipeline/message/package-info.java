/** What services say to each other: tasks, events and commands, as CloudEvents on Kafka. */
@NullMarked
package io.apoptosis.pipeline.message;

import org.jspecify.annotations.NullMarked;
