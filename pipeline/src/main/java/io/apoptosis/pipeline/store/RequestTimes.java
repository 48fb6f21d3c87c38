package io.apoptosis.pipeline.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.Response;

/** How long the object store takes to answer: {@code apoptosis.store.request}, by method and outcome. */
public final class RequestTimes implements Interceptor {
    private static final int SERVER_ERROR = 500;
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(200),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private final MeterRegistry registry;

    public RequestTimes(MeterRegistry registry) {
        this.registry = registry;
    }

    /** That there is no such object, or that there is one already, are answers; no answer, or one that begs pardon, is a failure. */
    @Override
    public Response intercept(Chain chain) throws IOException {
        long begin = System.nanoTime();
        String outcome = "failed";
        try {
            Response response = chain.proceed(chain.request());
            outcome = response.code() < SERVER_ERROR ? "answered" : "failed";
            return response;
        } finally {
            timer(chain.request().method(), outcome).record(Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    private Timer timer(String method, String outcome) {
        return Timer.builder("apoptosis.store.request")
                .description("requests to the object store, until the head of the answer")
                .tag("method", method)
                .tag("outcome", outcome)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
