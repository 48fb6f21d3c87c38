package io.apoptosis.pipeline.trigger;

import org.jspecify.annotations.Nullable;

/** Some write entity tags with the quotes of HTTP's header, some without. */
final class ETags {
    private ETags() {}

    static @Nullable String plain(@Nullable String etag) {
        String plain = etag == null ? "" : etag.replace("\"", "");
        return plain.isEmpty() ? null : plain;
    }
}
