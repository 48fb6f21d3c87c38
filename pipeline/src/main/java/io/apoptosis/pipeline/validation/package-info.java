/** What makes a run impossible, found before it starts: one rule, one file. */
package io.apoptosis.pipeline.validation;
