package io.apoptosis.bench;

import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.model.Architecture;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** CPU seconds that finding a network's coupled groups takes, and how many there are; beside torch-pruning where Python has it. */
public final class GroupDiscovery {
    private static final List<String> NETWORKS =
            List.of("vit_b_16", "resnet18", "resnet50", "vgg16_bn", "mobilenet_v2", "densenet121");
    private static final int REPEATS = 9;

    private GroupDiscovery() {}

    /** What one program found: seconds of the first and of the median call, and the units of each group. */
    private record Found(double first, double median, List<Integer> units) {
        /** As in {@code 64x3 256x1}: groups of 64 units, three of them, and one of 256. */
        String sizes() {
            Map<Integer, Long> counts =
                    units.stream().collect(Collectors.groupingBy(u -> u, TreeMap::new, Collectors.counting()));
            return counts.entrySet().stream()
                    .map(size -> size.getKey() + "x" + size.getValue())
                    .collect(Collectors.joining(" "));
        }
    }

    /** Argument: a Python with torch-pruning and torchvision. */
    public static void main(String[] args) throws IOException {
        Map<String, Found> ours = new LinkedHashMap<>();
        NETWORKS.forEach(name -> ours.put(name, found(name)));
        Map<String, Found> theirs = args.length > 0 ? peers(args[0]) : Map.of();
        System.out.printf(
                "%-14s %-14s %7s %7s %9s %9s  %s%n",
                "", "", "groups", "units", "first s", "median s", "units x groups");
        ours.forEach((name, found) -> {
            print(name, "apoptosis", found);
            Found peer = theirs.get(name);
            if (peer != null) {
                print(name, "torch-pruning", peer);
            }
        });
    }

    private static void print(String network, String program, Found found) {
        System.out.printf(
                "%-14s %-14s %7d %7d %9.2f %9.2f  %s%n",
                network,
                program,
                found.units().size(),
                found.units().stream().mapToInt(Integer::intValue).sum(),
                found.first(),
                found.median(),
                found.sizes());
    }

    private static Found found(String name) {
        Architecture architecture = Architectures.named(name, 10);
        Map<String, HostTensor> zeros = new LinkedHashMap<>();
        architecture
                .parameterShapes()
                .forEach((parameter, shape) -> zeros.put(parameter, HostTensor.zeros(DType.FLOAT32, shape)));
        Network network = new Network(architecture.graph(), zeros);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double[] seconds = new double[REPEATS];
        List<Group> groups = List.of();
        for (int i = 0; i < REPEATS; i++) {
            long begin = threads.getCurrentThreadCpuTime();
            groups = Groups.of(network, Set.of());
            seconds[i] = (threads.getCurrentThreadCpuTime() - begin) / 1e9;
        }
        double first = seconds[0];
        Arrays.sort(seconds);
        return new Found(
                first,
                seconds[REPEATS / 2],
                groups.stream().map(group -> group.units().size()).toList());
    }

    private static Map<String, Found> peers(String python) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(python, Path.of("bench/peers/groups.py").toString()));
        command.addAll(NETWORKS);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, Found> found = new LinkedHashMap<>();
        text.lines().map(line -> line.split(" ", -1)).forEach(words -> {
            double seconds = Double.parseDouble(words[1]);
            List<Integer> units =
                    Arrays.stream(words).skip(2).map(Integer::valueOf).toList();
            found.put(words[0], new Found(seconds, seconds, units));
        });
        return found;
    }
}
