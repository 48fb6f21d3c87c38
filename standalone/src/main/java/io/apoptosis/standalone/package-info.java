/** A whole cluster on one machine: broker and store in this JVM, the unmodified services as its children. */
package io.apoptosis.standalone;
