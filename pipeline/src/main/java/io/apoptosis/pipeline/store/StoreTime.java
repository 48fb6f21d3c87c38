package io.apoptosis.pipeline.store;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Call;
import okhttp3.EventListener;

/** How long requests to the object store took in all, each from its beginning to the end of its answer's body. Thread-safe. */
public final class StoreTime implements EventListener.Factory {
    private final AtomicLong nanos = new AtomicLong();

    public Duration sum() {
        return Duration.ofNanos(nanos.get());
    }

    @Override
    public EventListener create(Call call) {
        return new Request();
    }

    private final class Request extends EventListener {
        private final long begin = System.nanoTime();

        @Override
        public void callEnd(Call call) {
            nanos.addAndGet(System.nanoTime() - begin);
        }

        @Override
        public void callFailed(Call call, IOException reason) {
            nanos.addAndGet(System.nanoTime() - begin);
        }
    }
}
