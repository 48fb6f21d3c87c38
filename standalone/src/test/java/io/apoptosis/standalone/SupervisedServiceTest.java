package io.apoptosis.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runner.GeneratedMain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedServiceTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path home;

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private Path agent;

    @BeforeEach
    void writeAgent() throws Exception {
        agent = AgentJar.write(home);
    }

    @AfterEach
    void stopScheduler() {
        scheduler.shutdownNow();
    }

    @Test
    void shouldBeReadyOnceItsHealthEndpointSaysSo() throws Exception {
        SupervisedService service = start("healthy");
        try {
            new Readiness(Instant.now().plus(SOON)).await(service);
        } finally {
            stop(service);
        }
    }

    @Test
    void shouldComeBackAfterAKillAndStayDownAfterAStop() throws Exception {
        SupervisedService service = start("healthy");
        new Readiness(Instant.now().plus(SOON)).await(service);
        long killed = service.pid();
        ProcessHandle process = ProcessHandle.of(killed).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();

        Instant deadline = Instant.now().plus(SOON);
        while (service.pid() == killed && Instant.now().isBefore(deadline)) {
            Thread.sleep(20);
        }
        long reborn = service.pid();
        assertThat(reborn).isNotEqualTo(killed);
        stop(service);
        assertThat(ProcessHandle.of(reborn).filter(ProcessHandle::isAlive)).isEmpty();
    }

    /** Its standard input, by which it would know that its parent has died, stays open until it has ended. */
    @Test
    void shouldLetAServiceEndInItsOwnWay() throws Exception {
        SupervisedService service = start("healthy");
        new Readiness(Instant.now().plus(SOON)).await(service);
        stop(service);
        assertThat(service.log()).content().contains("work put back");
    }

    @Test
    void shouldSayWhyAServiceDoesNotStart() throws Exception {
        SupervisedService service = start("broken");
        try {
            assertThatThrownBy(() -> new Readiness(Instant.now().plus(SOON)).await(service))
                    .hasMessageContaining("broken-service does not start")
                    .hasMessageContaining("no such database");
        } finally {
            stop(service);
        }
    }

    @Test
    void shouldSayHowToBuildAServiceThatIsMissing() {
        Service missing = new Service("gateway", "gateway", List.of(), 0, Map.of());
        assertThatThrownBy(() -> missing.jars(home))
                .hasMessageContaining("quarkus-run.jar is missing")
                .hasMessageContaining("./mvnw");
    }

    private SupervisedService start(String behaviour) throws Exception {
        Path app = Files.createDirectories(home.resolve("fake/target/quarkus-app"));
        for (String folder : List.of("quarkus", "app", "lib/boot", "lib/main")) {
            Files.createDirectories(app.resolve(folder));
        }
        Files.write(app.resolve("quarkus-run.jar"), new byte[0]);
        String entry = GeneratedMain.class.getName().replace('.', '/') + ".class";
        try (var bytes = GeneratedMain.class.getClassLoader().getResourceAsStream(entry);
                var jar = new JarOutputStream(Files.newOutputStream(app.resolve("quarkus/generated-bytecode.jar")))) {
            jar.putNextEntry(new JarEntry(entry));
            bytes.transferTo(jar);
        }
        Service service =
                new Service(behaviour + "-service", "fake", List.of("-Xmx64m"), 0, Map.of("BEHAVIOUR", behaviour));
        return SupervisedService.start(service, home, home, agent, scheduler);
    }

    private static void stop(SupervisedService service) throws InterruptedException {
        service.stop();
        service.awaitStop(Instant.now().plus(SOON));
    }
}
