/** From what a specification names to what {@code core} computes with. */
package io.apoptosis.pipeline.data;
