package io.apoptosis.pipeline.run;

import io.apoptosis.pipeline.message.Handling.Keep;
import io.apoptosis.pipeline.store.Keys;
import java.util.ArrayList;
import java.util.List;

/**
 * Objects of a run that may go.
 *
 * @param prefixes of their keys
 * @param except prefixes of those among them that stay
 */
public record Leftovers(List<String> prefixes, List<String> except) {
    public Leftovers {
        prefixes = List.copyOf(prefixes);
        except = List.copyOf(except);
    }

    /** What a step and those after it have left, so that it is really done again. */
    static Leftovers since(Run run, int step) {
        List<String> prefixes = new ArrayList<>();
        for (int later = step; later <= run.steps().size(); later++) {
            prefixes.add(Keys.step(run.id(), later));
            prefixes.add(Keys.receipts(run.id(), later));
        }
        prefixes.add(Keys.results(run.id()));
        return new Leftovers(prefixes, List.of());
    }

    /** What a run that is over need not keep. The claim to its Idempotency-Key always stays. */
    static Leftovers of(Run run) {
        Keep keep = run.handling().keep();
        if (keep == Keep.ALL) {
            return new Leftovers(List.of(), List.of());
        }
        List<String> except = new ArrayList<>(List.of(Keys.claim(run.id()), Keys.results(run.id())));
        if (keep == Keep.LAST) {
            int last = run.steps().size();
            except.add(last == 0 ? Keys.dense(run.id(), "") : Keys.step(run.id(), last));
        }
        return new Leftovers(List.of(Keys.run(run.id())), except);
    }

    boolean none() {
        return prefixes.isEmpty();
    }
}
