package io.apoptosis.systemtests;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What will happen to a cluster, and when: a function of the seed. */
record Plan(List<Stroke> strokes) {
    /** So many other faults to so many kills, evenly mixed. */
    private static final int OTHERS = 3;

    private static final int KILLS = 5;

    /** @param whileDown at once; otherwise only when the cluster has recovered from the stroke before */
    record Stroke(Duration pause, boolean whileDown, Blow blow) {}

    /** Exactly {@code kills} kills, dealt out evenly over the services, and three other faults to every five. */
    static Plan of(long seed, int kills, List<String> services) {
        Random random = new Random(seed);
        List<Stroke> strokes = new ArrayList<>();
        List<String> victims = new ArrayList<>();
        List<Blow> others = new ArrayList<>();
        for (int kill = 1; kill <= kills; kill++) {
            if (victims.isEmpty()) {
                victims.addAll(services);
                Collections.shuffle(victims, random);
            }
            strokes.add(stroke(new Blow.Kill(victims.remove(0)), random));
            if (kill * OTHERS / KILLS > (kill - 1) * OTHERS / KILLS) {
                if (others.isEmpty()) {
                    others.addAll(Blow.others(random));
                    Collections.shuffle(others, random);
                }
                strokes.add(stroke(others.remove(0), random));
            }
        }
        return new Plan(List.copyOf(strokes));
    }

    private static Stroke stroke(Blow blow, Random random) {
        return new Stroke(Duration.ofMillis(1000 + random.nextInt(5000)), random.nextInt(3) == 0, blow);
    }
}
