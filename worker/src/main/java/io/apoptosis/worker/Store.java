package io.apoptosis.worker;

import io.apoptosis.pipeline.store.CachedObjects;
import io.apoptosis.pipeline.store.ObjectStore;
import io.apoptosis.pipeline.store.ObjectStoreConfig;
import io.apoptosis.pipeline.store.RequestTimes;
import io.apoptosis.pipeline.store.StoreTime;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The object store and the cache in front of it, as beans. */
@ApplicationScoped
class Store {
    @Produces
    @Singleton
    StoreTime time() {
        return new StoreTime();
    }

    @Produces
    @Singleton
    ObjectStore store(StoreSettings settings, StoreTime time, MeterRegistry registry) {
        ObjectStoreConfig config = new ObjectStoreConfig(
                settings.endpoint(), settings.bucket(), settings.accessKey(), settings.secretKey(), settings.region());
        return new ObjectStore(config, time, new RequestTimes(registry));
    }

    @Produces
    @Singleton
    CachedObjects cache(ObjectStore store, WorkerSettings settings) {
        return new CachedObjects(store, settings.cache());
    }

    void close(@Disposes ObjectStore store) {
        store.close();
    }
}
