/** Names and creation of the topics, and which message goes to which. */
@NullMarked
package io.apoptosis.pipeline.topic;

import org.jspecify.annotations.NullMarked;
