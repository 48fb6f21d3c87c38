package io.apoptosis.cli.doctor;

import com.sun.management.OperatingSystemMXBean;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Looks at what a cluster of our own needs.
 *
 * @param home where Apoptosis is built
 * @param dataDir where the cluster's log and objects would lie
 */
public record Checkup(Path home, Path dataDir) {
    private static final long GIB = 1L << 30;
    /** The broker, the gateway and three workers around a ResNet. */
    private static final long MEMORY = 4 * GIB;

    private static final long DISK = GIB;
    private static final List<String> SERVICES =
            List.of("gateway", "scorer-worker", "pruner-worker", "finetune-worker");

    public List<Finding> findings() {
        return List.of(java(), memory(), disk(), loopback(), services(), engine());
    }

    private static Finding java() {
        return Finding.well("Java", System.getProperty("java.version") + " (" + System.getProperty("java.home") + ")");
    }

    private static Finding memory() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return enough("memory", system.getTotalMemorySize(), MEMORY, "a cluster of our own may be killed for memory");
    }

    private Finding disk() {
        try {
            Path existing = Stream.iterate(dataDir.toAbsolutePath(), Objects::nonNull, Path::getParent)
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            long free = Files.getFileStore(existing).getUsableSpace();
            return enough("disk", free, DISK, "free some, or choose another --data-dir than " + dataDir);
        } catch (IOException e) {
            return new Finding("disk", dataDir + " cannot be looked at", "choose another --data-dir");
        }
    }

    private static Finding enough(String subject, long bytes, long wanted, String otherwise) {
        String observed = "%.1f GiB".formatted((double) bytes / GIB);
        return bytes >= wanted
                ? Finding.well(subject, observed)
                : new Finding(subject, observed, "%d GiB are wanted; %s".formatted(wanted / GIB, otherwise));
    }

    private static Finding loopback() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Finding.well("loopback", socket.getInetAddress().getHostAddress() + " has free ports");
        } catch (IOException e) {
            return new Finding(
                    "loopback", String.valueOf(e.getMessage()), "let this user listen on the loopback interface");
        }
    }

    private Finding services() {
        List<String> missing = SERVICES.stream()
                .filter(service -> !Files.exists(home.resolve(service).resolve("target/quarkus-app/quarkus-run.jar")))
                .toList();
        return missing.isEmpty()
                ? Finding.well("services", String.join(", ", SERVICES))
                : new Finding("services", String.join(", ", missing) + " not built", "run ./mvnw package in " + home);
    }

    /** Loads the native library: a wrong platform or C library shows here, not in the middle of a run. */
    private static Finding engine() {
        try {
            return Finding.well("tensor engine", new DjlEngine().describe() + ", CPU");
        } catch (RuntimeException | LinkageError e) {
            return new Finding(
                    "tensor engine",
                    String.valueOf(e.getMessage()),
                    "PyTorch's native library needs Linux (glibc 2.28 or later) or macOS on ARM");
        }
    }
}
