package io.apoptosis.pipeline.message;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * An object that somebody else has put into the cluster's bucket.
 *
 * @param etag the store's mark of its content, without quotes; null where nobody has said
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StoredObject(String key, @Nullable String etag) {
    public StoredObject {
        requireNonNull(key, "key");
    }
}
