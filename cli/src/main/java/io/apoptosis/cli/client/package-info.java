/** Talks to a gateway: REST, server-sent events, uploads. */
@NullMarked
package io.apoptosis.cli.client;

import org.jspecify.annotations.NullMarked;
