package io.apoptosis.standalone;

import static java.util.Objects.requireNonNull;

import io.apoptosis.pipeline.store.ObjectStoreConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A whole cluster on one machine: broker and object store in this JVM, gateway and workers as children that die with it. Started again
 * on the same data directory, after a stop or a kill, it goes on with its runs.
 */
public final class StandaloneCluster implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(10);
    /** For services that write archives at their end. */
    private static final Duration RECORDING_GRACE = Duration.ofMinutes(3);
    /**
     * How long after the others the fine-tuner starts: on few cores its start would take a second from the first scoring, before which there is nothing
     * to tune.
     */
    private static final Duration LATER = Duration.ofSeconds(8);

    private static final int FEW_CORES = 3;

    private final List<SupervisedService> children = new CopyOnWriteArrayList<>();
    private final List<Service> late = new ArrayList<>();
    /** What is to be closed once the children have ended; last opened, first closed. */
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();

    private @Nullable Path agent;
    private @Nullable EmbeddedBroker broker;
    private @Nullable EmbeddedObjectStore store;
    private @Nullable Readiness readiness;

    private final ClusterOptions options;
    private final Duration grace;
    private final ScheduledExecutorService scheduler =
            Executors.newSingleThreadScheduledExecutor(StandaloneCluster::daemon);

    private StandaloneCluster(ClusterOptions options) {
        this.options = options;
        this.grace = options.archives().recording() ? RECORDING_GRACE : GRACE;
    }

    /**
     * Returns once every service is ready.
     *
     * @throws IllegalStateException if the directory is in use, a service is not built, or one does not become ready
     */
    public static StandaloneCluster start(ClusterOptions options) {
        StandaloneCluster cluster = open(options);
        try {
            cluster.startLate();
            return cluster.awaitWorkers();
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /**
     * Returns once the gateway answers, so that files may be uploaded; it takes runs after {@link #awaitGateway}, and does them after
     * {@link #awaitWorkers}.
     *
     * @throws IllegalStateException if the directory is in use, a service is not built, or the gateway does not answer
     */
    public static StandaloneCluster open(ClusterOptions options) {
        StandaloneCluster cluster = new StandaloneCluster(options);
        try {
            cluster.open();
            return cluster;
        } catch (InterruptedException e) {
            cluster.close();
            throw interrupted(e);
        } catch (IOException e) {
            cluster.close();
            throw new UncheckedIOException("the cluster did not start in " + options.dataDir(), e);
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /**
     * This cluster, once its gateway takes runs.
     *
     * @throws IllegalStateException if it does not become ready
     */
    public StandaloneCluster awaitGateway() {
        return await(children.subList(0, 1));
    }

    /**
     * This cluster, once its workers are ready, too: those that there are so far, for the fine-tuner may start later.
     *
     * @throws IllegalStateException if one does not become ready
     */
    public StandaloneCluster awaitWorkers() {
        return await(children);
    }

    private StandaloneCluster await(List<SupervisedService> services) {
        try {
            for (SupervisedService service : services) {
                requireNonNull(readiness, "not started").await(service);
            }
            return this;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while the cluster started", e);
    }

    private void open() throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(options.patience());
        Path dataDir = options.dataDir();
        resources.push(scheduler::shutdownNow);
        resources.push(ClusterLock.take(dataDir));
        resources.push(ClusterLog.open(Files.createDirectories(logs())));
        EmbeddedObjectStore objects = EmbeddedObjectStore.start(dataDir.resolve("objects"));
        store = objects;
        resources.push(() -> requireNonNull(store).close());

        // No JVM with an agent writes an archive that others can read.
        agent = options.archives().recording() ? null : AgentJar.write(dataDir);
        int port = FreePort.next();
        Services services = new Services(options, EmbeddedBroker.address(port), objects);
        // Before the broker: its JVM has a second to go until it asks for one. Before the workers: on two cores each
        // delays the others.
        spawn(services.gateway());
        EmbeddedBroker log = EmbeddedBroker.start(dataDir.resolve("broker"), port);
        broker = log;
        resources.push(() -> requireNonNull(broker).close());
        resources.push(new HangingTransactions(log.bootstrapServers()).start());
        // No sooner: to make its HTTP client takes a tenth of a second.
        Readiness waiting = new Readiness(deadline);
        readiness = waiting;
        waiting.awaitAnswer(children.get(0));
        services.workers().forEach(this::spawn);
        startLater(services.fineTuners());
    }

    private void startLater(List<Service> services) {
        // One that is not built is missed now.
        services.forEach(service -> service.jars(options.home()));
        late.addAll(services);
        if (Runtime.getRuntime().availableProcessors() > FEW_CORES) {
            startLate();
        } else {
            scheduler.schedule(this::startLate, LATER.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Once only, and not after {@link #close}. */
    private synchronized void startLate() {
        late.forEach(this::spawn);
        late.clear();
    }

    private void spawn(Service service) {
        children.add(SupervisedService.start(service, options.home(), logs(), agent, scheduler));
    }

    private Path logs() {
        return options.dataDir().resolve("logs");
    }

    private static Thread daemon(Runnable body) {
        Thread thread = new Thread(body, "supervisor");
        thread.setDaemon(true);
        return thread;
    }

    /** Where the REST interface is, for example {@code http://127.0.0.1:41234}. */
    public String gatewayUrl() {
        return children.get(0).url();
    }

    /** Where each service's HTTP endpoint is, by name as in {@link #processes}; workers' ports change with every restart. */
    public Map<String, String> urls() {
        Map<String, String> urls = new LinkedHashMap<>();
        children.forEach(child -> urls.put(child.name(), child.url()));
        return urls;
    }

    /** Process ids of the services by name ({@code gateway}, {@code scorer-1}, … {@code pruner}, {@code finetuner}), as of now. */
    public Map<String, Long> processes() {
        Map<String, Long> processes = new LinkedHashMap<>();
        children.forEach(child -> processes.put(child.name(), child.pid()));
        return processes;
    }

    /** Where the broker listens, for clients of their own. */
    public String bootstrapServers() {
        return requireNonNull(broker, "not started").bootstrapServers();
    }

    /** How the object store is reached, for clients of their own. */
    public ObjectStoreConfig objectStore() {
        EmbeddedObjectStore objects = requireNonNull(store, "not started");
        return new ObjectStoreConfig(objects.endpoint(), Services.BUCKET, objects.accessKey(), objects.secretKey());
    }

    /** The broker goes away for so long and comes back on the same log; for tests of what that does to runs. */
    public void restartBroker(Duration away) throws InterruptedException {
        EmbeddedBroker before = requireNonNull(broker, "not started");
        before.close();
        Thread.sleep(away.toMillis());
        broker = before.again();
    }

    /** The object store goes away for so long and comes back with the same objects. */
    public void restartStore(Duration away) throws InterruptedException {
        EmbeddedObjectStore before = requireNonNull(store, "not started");
        int port = URI.create(before.endpoint()).getPort();
        before.close();
        Thread.sleep(away.toMillis());
        store = before.again(port);
    }

    /** Stops the services, which put back what they were doing, then the broker and the store. Again does nothing. */
    @Override
    public void close() {
        synchronized (this) {
            late.clear();
        }
        children.forEach(SupervisedService::stop);
        Instant deadline = Instant.now().plus(grace);
        try {
            for (SupervisedService child : children) {
                child.awaitStop(deadline);
            }
        } catch (InterruptedException e) {
            // The children end with this process; broker and store still have to be closed.
            Thread.currentThread().interrupt();
        }
        children.clear();
        closeResources();
    }

    private void closeResources() {
        RuntimeException failure = null;
        while (!resources.isEmpty()) {
            try {
                resources.pop().close();
            } catch (Exception e) {
                failure = failure == null ? new IllegalStateException("the cluster did not stop cleanly", e) : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
