package io.apoptosis.bench;

import io.apoptosis.core.tensor.TensorEngine;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import one.profiler.AsyncProfiler;
import one.profiler.Counter;

/**
 * The scorer's inner loop under async-profiler, Java and native frames: stacks of every thread by processor time, as a picture, and
 * the functions that took most of it themselves.
 */
public final class Flame {
    private static final int WARMUP_BATCHES = 5;
    private static final int SHOWN = 25;

    private Flame() {}

    /** Arguments: where the picture goes, its title, a network, images per batch, batches, threads. */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        int batches = Integer.parseInt(args[4]);
        DjlEngine engine = new DjlEngine();
        engine.useThreads(Integer.parseInt(args[5]));
        String collapsed = sampled(engine, args[2], Integer.parseInt(args[3]), batches);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, new FlameGraph(collapsed).svg(args[1]));
        printOwn(collapsed);
        System.out.println(file);
    }

    private static String sampled(TensorEngine engine, String network, int size, int batches) throws IOException {
        AsyncProfiler profiler = AsyncProfiler.getInstance();
        try (OwnSteps steps = new OwnSteps(engine, network, size)) {
            Contender dual = steps.dual();
            for (int i = 0; i < WARMUP_BATCHES; i++) {
                dual.millis();
            }
            profiler.execute("start,event=ctimer,interval=1ms,cstack=dwarf");
            double millis = 0;
            for (int i = 0; i < batches; i++) {
                millis += dual.millis();
            }
            profiler.execute("stop");
            System.out.printf("%s, batch %d: %.1f ms per dual batch while sampled%n", network, size, millis / batches);
            return profiler.dumpCollapsed(Counter.SAMPLES);
        }
    }

    private static void printOwn(String collapsed) {
        Map<String, Long> own = new HashMap<>();
        collapsed.lines().forEach(line -> {
            int space = line.lastIndexOf(' ');
            String leaf = line.substring(line.lastIndexOf(';', space) + 1, space);
            own.merge(FlameGraph.readable(leaf), Long.parseLong(line.substring(space + 1)), Long::sum);
        });
        double all = own.values().stream().mapToLong(Long::longValue).sum();
        own.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(SHOWN)
                .forEach(leaf -> System.out.printf("%5.1f %%  %s%n", 100 * leaf.getValue() / all, leaf.getKey()));
    }
}
