package io.apoptosis.gateway.runs;

import io.apoptosis.pipeline.run.RunView;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;

/** One run as it changes. A slow reader misses views in between but never the last. */
@ApplicationScoped
public class RunUpdates {
    private final RunViews views;
    private final RunFeed feed;

    RunUpdates(RunViews views, RunFeed feed) {
        this.views = views;
        this.feed = feed;
    }

    /** The current view if it is newer than {@code seen}, then each newer one; complete after a final state. */
    public Multi<RunView> of(String id, long seen) {
        return Multi.createFrom().emitter(emitter -> follow(id, seen, emitter), BackPressureStrategy.LATEST);
    }

    /** Listens before it looks, so that no change falls in between. */
    private void follow(String id, long seen, MultiEmitter<? super RunView> emitter) {
        Newest newest = new Newest(emitter, seen);
        emitter.onTermination(feed.listen(view -> {
            if (view.id().equals(id)) {
                newest.offer(view);
            }
        }));
        views.find(id).ifPresent(newest::offer);
    }

    private static final class Newest {
        private final MultiEmitter<? super RunView> emitter;
        private long version;

        Newest(MultiEmitter<? super RunView> emitter, long seen) {
            this.emitter = emitter;
            this.version = seen;
        }

        synchronized void offer(RunView view) {
            if (view.version() > version) {
                version = view.version();
                emitter.emit(view);
            }
            if (view.ended() && view.version() == version) {
                emitter.complete();
            }
        }
    }
}
