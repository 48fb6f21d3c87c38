package io.apoptosis.cli.client;

import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Hands on lines as they arrive. */
record LineSubscriber(Consumer<String> sink) implements Flow.Subscriber<String> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        sink.accept(line);
    }

    @Override
    public void onError(Throwable broken) {
        // The request's future ends with the same error; whoever waits on that decides.
    }

    @Override
    public void onComplete() {
        // A last event without its blank line is incomplete and dropped, as the specification wants it.
    }
}
