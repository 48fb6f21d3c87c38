/** What a comparison's runs say together: means, spreads, ranks, files. */
@NullMarked
package io.apoptosis.cli.compare;

import org.jspecify.annotations.NullMarked;
