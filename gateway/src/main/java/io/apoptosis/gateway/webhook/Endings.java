package io.apoptosis.gateway.webhook;

import io.apoptosis.pipeline.run.RunView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which views are the first to say that their run has ended: the same state may be announced more than once. */
final class Endings {
    private static final int REMEMBERED = 10_000;

    private final Map<String, String> states = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REMEMBERED;
        }
    };

    Optional<Notice> of(RunView view) {
        String before = states.put(view.id(), view.state());
        return view.state().equals(before) ? Optional.empty() : Notice.of(view);
    }
}
