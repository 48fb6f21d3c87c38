package io.apoptosis.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service as a child process, started again whenever it dies until it is told to stop. */
final class SupervisedService {
    private static final Logger LOG = LoggerFactory.getLogger(SupervisedService.class);

    private final Service service;
    private final Path log;
    private final List<String> command;
    private final ScheduledExecutorService scheduler;
    private BackOff backOff = BackOff.NONE;
    private Process process;
    private int port;
    private boolean stopping;

    private SupervisedService(Service service, Path log, List<String> command, ScheduledExecutorService scheduler) {
        this.service = service;
        this.log = log;
        this.command = command;
        this.scheduler = scheduler;
        this.process = spawn();
    }

    /** @param agent null for none */
    static SupervisedService start(
            Service service, Path home, Path logs, @Nullable Path agent, ScheduledExecutorService scheduler) {
        List<String> command = JavaCommand.of(service.jars(home), service.jvmOptions(), agent, logs);
        return new SupervisedService(service, logs.resolve(service.name() + ".log"), command, scheduler);
    }

    String name() {
        return service.name();
    }

    Path log() {
        return log;
    }

    synchronized String url() {
        return "http://127.0.0.1:" + port;
    }

    synchronized long pid() {
        return process.pid();
    }

    /** Deaths since it last lived for long. */
    synchronized int deaths() {
        return backOff.deaths();
    }

    /** Asks it to end; it is not started again. */
    synchronized void stop() {
        stopping = true;
        // Not the process itself: its destroy() closes the child's standard input, too, and that is the lifeline.
        process.toHandle().destroy();
    }

    /** Waits for its end until the deadline, then kills it. */
    void awaitStop(Instant deadline) throws InterruptedException {
        Process last = current();
        long millis = Math.max(0, Duration.between(Instant.now(), deadline).toMillis());
        if (!last.waitFor(millis, TimeUnit.MILLISECONDS)) {
            LOG.warn("{} did not stop in time and is killed", service.name());
            last.destroyForcibly().waitFor();
        }
    }

    private synchronized Process current() {
        return process;
    }

    private Process spawn() {
        port = service.port() == 0 ? FreePort.next() : service.port();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().putAll(service.environment());
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        try {
            Instant birth = Instant.now();
            Process born = builder.start();
            Executor later = scheduler;
            born.onExit().thenAcceptAsync(dead -> died(dead, Duration.between(birth, Instant.now())), later);
            return born;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + service.name(), e);
        }
    }

    private synchronized void died(Process dead, Duration life) {
        if (stopping) {
            return;
        }
        backOff = backOff.afterLifeOf(life);
        LOG.warn("{} ended with {}; starting it again in {}", service.name(), dead.exitValue(), backOff.delay());
        scheduler.schedule(this::restart, backOff.delay().toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void restart() {
        if (!stopping) {
            process = spawn();
        }
    }
}
