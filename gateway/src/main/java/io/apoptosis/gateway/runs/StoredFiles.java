package io.apoptosis.gateway.runs;

import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.spec.ObjectLocation;
import io.apoptosis.pipeline.store.CachedObjects;
import io.apoptosis.pipeline.store.Keys;
import io.apoptosis.pipeline.store.ObjectStore;
import io.apoptosis.pipeline.validation.FileSource;
import io.apoptosis.pipeline.validation.MissingFile;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Files of a specification, which by now lie in the object store. */
@ApplicationScoped
public class StoredFiles implements FileSource {
    private final ObjectStore store;
    private final CachedObjects cache;

    StoredFiles(ObjectStore store, CachedObjects cache) {
        this.store = store;
        this.cache = cache;
    }

    @Override
    public Path fetch(String location) {
        String key = ObjectLocation.key(location)
                .orElseThrow(() -> new MissingFile(
                        "%s is a file of your machine; upload it (PUT /api/v1/uploads/SHA256/NAME) and give the location"
                                        .formatted(location)
                                + " that answers, or let `apoptosis` do so"));
        if (!Keys.mayBeReferredTo(key)) {
            throw new MissingFile("%s is neither an upload nor a run's result; a specification may refer to these only"
                    .formatted(key));
        }
        ObjectRef ref = store.getIfPresent(key)
                .orElseThrow(() -> new MissingFile("there is no object %s; upload the file first".formatted(key)));
        try {
            return cache.path(ref);
        } catch (IOException e) {
            throw new UncheckedIOException("the gateway can't keep a copy of " + key, e);
        }
    }
}
