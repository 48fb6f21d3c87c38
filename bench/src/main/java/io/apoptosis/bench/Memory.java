package io.apoptosis.bench;

import io.apoptosis.core.tensor.djl.DjlEngine;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * Resident memory of gradient and of dual batches, ResNet-32, 64 images, each in a process of its own: the peak is a process's. Flat means
 * that the median over the last tenth of the batches is what it is over the tenth behind the first, in which everything warms up.
 */
public final class Memory {
    private static final int BATCH_SIZE = 64;
    private static final double MIB = 1024;
    /** Resident from the start: a heap grows into what it is given whatever is done with it, and would be taken for tensors. */
    private static final String HEAP = "128m";

    private Memory() {}

    /**
     * In kB.
     *
     * @param idle before the first batch
     * @param resident after each
     * @param peak of the whole process
     */
    private record Course(double idle, double[] resident, double peak) {
        double tenth(int number) {
            int tenth = resident.length / 10;
            return new Median().evaluate(resident, number * tenth, tenth);
        }
    }

    /** Arguments: batches, threads; and, for a process of one's own, {@code gradient} or {@code dual}. */
    public static void main(String[] args) throws IOException {
        if (args.length > 2) {
            batches(args[2], Integer.parseInt(args[0]), Integer.parseInt(args[1]));
            return;
        }
        Course gradient = inProcess("gradient", args);
        Course dual = inProcess("dual", args);
        print("gradient", gradient);
        print("dual", dual);
        System.out.printf(
                "peak of dual/gradient %.2f, %.2f without what the processes held before the first batch (resnet32, batch %d)%n",
                dual.peak() / gradient.peak(),
                (dual.peak() - dual.idle()) / (gradient.peak() - gradient.idle()),
                BATCH_SIZE);
    }

    private static void print(String step, Course course) {
        System.out.printf(
                "%-9s %4.0f MiB before the first batch, %.0f MiB at most; tenths of %d batches: second %.0f MiB, last %.0f MiB, %+.2f %%%n",
                step,
                course.idle() / MIB,
                course.peak() / MIB,
                course.resident().length,
                course.tenth(1) / MIB,
                course.tenth(9) / MIB,
                100 * (course.tenth(9) / course.tenth(1) - 1));
    }

    private static Course inProcess(String step, String[] args) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms" + HEAP,
                        "-Xmx" + HEAP,
                        "-XX:+AlwaysPreTouch",
                        // As every process of the product has it.
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Memory.class.getName(),
                        args[0],
                        args[1],
                        step)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader answers = process.inputReader()) {
            List<String> lines = answers.lines().toList();
            double[] numbers = lines.stream().mapToDouble(Double::parseDouble).toArray();
            int last = numbers.length - 1;
            if (last != Integer.parseInt(args[0]) + 1) {
                throw new IllegalStateException("the " + step + " process ended after " + numbers.length + " lines");
            }
            return new Course(numbers[0], Arrays.copyOfRange(numbers, 1, last), numbers[last]);
        }
    }

    private static void batches(String step, int count, int threads) throws IOException {
        DjlEngine engine = new DjlEngine();
        engine.useThreads(threads);
        try (OwnSteps steps = new OwnSteps(engine, "resnet32", BATCH_SIZE)) {
            Contender batch = step.equals("dual") ? steps.dual() : steps.gradient();
            System.out.println(status("VmRSS"));
            for (int i = 0; i < count; i++) {
                batch.millis();
                System.out.println(status("VmRSS"));
            }
        }
        System.out.println(status("VmHWM"));
    }

    /** In kB, as Linux counts them. */
    private static long status(String field) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(field + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
