package io.apoptosis.standalone;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which services make up a cluster, and how each is configured. */
final class Services {
    static final String BUCKET = "apoptosis";

    /** The gateway computes little: the first compiler tier suffices and starts faster. */
    private static final List<String> GATEWAY_JVM = List.of("-Xmx384m", "-XX:TieredStopAtLevel=1");

    /**
     * A worker computes for long: what it does again and again is worth the second compiler, but ten times as often as a JVM has it by
     * default, or a quarter of a start would be spent on compiling what belongs to the start.
     */
    private static final List<String> WORKER_JVM = List.of(
            "-Xmx1g",
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000");

    /** Keeps glibc from mapping and unmapping the large blocks of tensors at every batch (architecture.md, section 6). */
    private static final Map<String, String> TENSOR_PROCESS = Map.of(
            "MALLOC_MMAP_THRESHOLD_", "8589934592",
            "MALLOC_TRIM_THRESHOLD_", "17179869184",
            "MALLOC_TOP_PAD_", "268435456",
            // Threads that wait sleep: spinning ones starve the other services of this machine.
            "OMP_WAIT_POLICY", "PASSIVE");

    private final ClusterOptions options;
    private final Map<String, String> common;

    Services(ClusterOptions options, String broker, EmbeddedObjectStore store) {
        this.options = options;
        this.common = new HashMap<>(options.environment());
        common.putAll(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", broker,
                "APOPTOSIS_S3_ENDPOINT",
                        options.storeRoute().apply(URI.create(store.endpoint())).toString(),
                "APOPTOSIS_S3_BUCKET", BUCKET,
                "APOPTOSIS_S3_ACCESS_KEY", store.accessKey(),
                "APOPTOSIS_S3_SECRET_KEY", store.secretKey()));
    }

    Service gateway() {
        Map<String, String> environment = new HashMap<>(common);
        environment.put(
                "KAFKA_STREAMS_STATE_DIR", options.dataDir().resolve("streams").toString());
        // One partition per topic, as the workers have it: whichever service is the first creates them.
        environment.put("APOPTOSIS_TOPIC_PARTITIONS", "1");
        environment.put("APOPTOSIS_TOPIC_REPLICATION", "1");
        int port = options.gatewayPort() == 0 ? FreePort.next() : options.gatewayPort();
        return new Service("gateway", "gateway", jvm(GATEWAY_JVM, "gateway"), port, environment);
    }

    /** In the order in which a run needs them: the pruner measures the dense network before anything is scored. */
    List<Service> workers() {
        if (options.scorers() == 0) {
            return List.of();
        }
        List<Service> workers = new ArrayList<>();
        workers.add(worker("pruner", "pruner-worker"));
        for (int i = 1; i <= options.scorers(); i++) {
            workers.add(worker("scorer-" + i, "scorer-worker"));
        }
        return workers;
    }

    /** After {@link #workers}, which have to be done with something first. */
    List<Service> fineTuners() {
        return options.scorers() == 0 ? List.of() : List.of(worker("finetuner", "finetune-worker"));
    }

    private List<String> jvm(List<String> own, String module) {
        return Stream.concat(own.stream(), options.archives().options(module).stream())
                .toList();
    }

    private Service worker(String name, String module) {
        Path cache = options.dataDir().resolve("cache").resolve(name);
        Map<String, String> environment = new HashMap<>(common);
        environment.putAll(TENSOR_PROCESS);
        environment.put("APOPTOSIS_CACHE_DIR", cache.toString());
        environment.put("APOPTOSIS_WORKER_NAME", name);
        return new Service(name, module, jvm(WORKER_JVM, module), 0, environment);
    }
}
