package io.apoptosis.pipeline.admission;

import io.apoptosis.pipeline.message.Handling.Priority;
import io.apoptosis.pipeline.message.RunStanding;
import io.apoptosis.pipeline.message.RunStanding.Phase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who is in and who waits. Told where each run stands, it says which are to start: the most urgent first, among equals the one that
 * came first, and now and then one of a lower priority, so that none waits for ever. What it is told twice changes nothing.
 */
public final class Admission {
    private final AdmissionPolicy policy;
    private final Map<String, Place> places = new TreeMap<>();
    /** Starts of more urgent runs while runs of this priority could have started. */
    private final Map<Priority, Integer> passedOver = new EnumMap<>(Priority.class);

    private long arrivals;

    /** @param known places from before */
    public Admission(AdmissionPolicy policy, Collection<Place> known) {
        this.policy = policy;
        known.forEach(place -> places.put(place.runId(), place));
        arrivals = known.stream().mapToLong(Place::arrival).max().orElse(0);
    }

    /**
     * The run's place after the word; empty where it has none. One that is in although the word says that it waits was let in before: that
     * news is under way, or lost, and may be said again.
     */
    public Optional<Place> hear(RunStanding word) {
        Place before = places.get(word.runId());
        if (before != null && word.version() < before.version()) {
            return Optional.of(before);
        }
        if (word.phase() == Phase.OUT) {
            places.remove(word.runId());
            return Optional.empty();
        }
        Place place = before == null || (word.phase() == Phase.WAITING && before.ticket() != word.ticket())
                ? Place.of(word, ++arrivals)
                : before.heardAgain(word);
        places.put(word.runId(), place);
        return Optional.of(place);
    }

    /** Those whose turn it is now; they count as in from here on. */
    public List<Place> start() {
        List<Place> started = new ArrayList<>();
        for (Optional<Place> next = next(); next.isPresent(); next = next()) {
            Place place = next.get().admitted();
            places.put(place.runId(), place);
            started.add(place);
        }
        return started;
    }

    private Optional<Place> next() {
        if (places.values().stream().filter(Place::active).count() >= policy.total()) {
            return Optional.empty();
        }
        Map<Priority, Place> first = firstOfEach();
        Optional<Priority> turn = first.keySet().stream()
                .filter(priority -> passedOver.getOrDefault(priority, 0) >= policy.patience())
                .findFirst()
                .or(() -> first.keySet().stream().findFirst());
        turn.ifPresent(priority -> count(priority, first));
        return turn.map(first::get);
    }

    /** By priority, the most urgent first, the run that has waited longest of those whose owner has room. */
    private Map<Priority, Place> firstOfEach() {
        Map<String, Integer> active = new TreeMap<>();
        places.values().stream().filter(Place::active).forEach(place -> active.merge(place.owner(), 1, Integer::sum));
        Map<Priority, Place> first = new EnumMap<>(Priority.class);
        places.values().stream()
                .filter(place -> !place.active() && active.getOrDefault(place.owner(), 0) < policy.perOwner())
                .sorted(Comparator.comparingLong(Place::arrival))
                .forEach(place -> first.putIfAbsent(place.priority(), place));
        return first;
    }

    private void count(Priority turn, Map<Priority, Place> couldStart) {
        passedOver.put(turn, 0);
        couldStart.keySet().stream()
                .filter(priority -> priority.compareTo(turn) > 0)
                .forEach(priority -> passedOver.merge(priority, 1, Integer::sum));
    }
}
