package io.apoptosis.gateway.objects;

import io.apoptosis.pipeline.store.CachedObjects;
import io.apoptosis.pipeline.store.ObjectStore;
import io.apoptosis.pipeline.store.ObjectStoreConfig;
import io.apoptosis.pipeline.store.RequestTimes;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The object store, as the environment says. */
@Dependent
public class ObjectStoreProducer {
    @Produces
    @Singleton
    ObjectStore store(
            MeterRegistry registry,
            @ConfigProperty(name = "apoptosis.s3.endpoint") String endpoint,
            @ConfigProperty(name = "apoptosis.s3.bucket") String bucket,
            @ConfigProperty(name = "apoptosis.s3.access-key") String accessKey,
            @ConfigProperty(name = "apoptosis.s3.secret-key") String secretKey,
            @ConfigProperty(name = "apoptosis.s3.region") String region) {
        ObjectStore store = new ObjectStore(
                new ObjectStoreConfig(endpoint, bucket, accessKey, secretKey, region), new RequestTimes(registry));
        store.ensureBucket();
        return store;
    }

    @Produces
    @Singleton
    CachedObjects cache(ObjectStore store, @ConfigProperty(name = "apoptosis.cache.dir") Path directory) {
        return new CachedObjects(store, directory);
    }

    void close(@Disposes ObjectStore store) {
        store.close();
    }
}
