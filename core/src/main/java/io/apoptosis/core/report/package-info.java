/** Results for people: terminal tables and the self-contained HTML report. */
@NullMarked
package io.apoptosis.core.report;

import org.jspecify.annotations.NullMarked;
