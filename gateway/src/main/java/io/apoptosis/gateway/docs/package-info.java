/** The guides of {@code docs/}, as pages at {@code /docs}. */
package io.apoptosis.gateway.docs;
