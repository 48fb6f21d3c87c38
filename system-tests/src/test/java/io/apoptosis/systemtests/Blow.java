package io.apoptosis.systemtests;

import io.apoptosis.standalone.StandaloneCluster;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Something bad that happens to a cluster. */
sealed interface Blow {
    void strike(Target target) throws Exception;

    /** What it is, without the details that chance adds. */
    String kind();

    /** kill -9, once the service is there to be killed: it may still be on its way back from the last time. */
    record Kill(String service) implements Blow {
        private static final Duration LOOK = Duration.ofMillis(100);

        @Override
        public void strike(Target target) throws InterruptedException {
            while (!process(target.cluster(), service)
                    .map(ProcessHandle::destroyForcibly)
                    .orElse(false)) {
                Thread.sleep(LOOK.toMillis());
            }
        }

        @Override
        public String kind() {
            return "kill -9 of a " + service.replaceAll("-\\d+$", "");
        }
    }

    /** SIGTERM to every service, one after the other. */
    record RollingRestart(Duration between) implements Blow {
        @Override
        public void strike(Target target) throws InterruptedException {
            for (String service : target.cluster().processes().keySet()) {
                process(target.cluster(), service).ifPresent(ProcessHandle::destroy);
                Thread.sleep(between.toMillis());
            }
        }

        @Override
        public String kind() {
            return "SIGTERM to every service in turn";
        }
    }

    record StoreAway(Duration away) implements Blow {
        @Override
        public void strike(Target target) throws InterruptedException {
            target.cluster().restartStore(away);
        }

        @Override
        public String kind() {
            return "object store away";
        }
    }

    /** For a while every answer of the object store comes late, and one in five does not come. */
    record StoreInTrouble(Duration lasting, long seed) implements Blow {
        private static final Duration DELAY = Duration.ofMillis(500);
        private static final double FAILING = 0.2;

        @Override
        public void strike(Target target) throws InterruptedException {
            target.store().trouble(new Trouble(DELAY, FAILING, new Random(seed)));
            Thread.sleep(lasting.toMillis());
            target.store().trouble(Trouble.NONE);
        }

        @Override
        public String kind() {
            return "object store slow and failing";
        }
    }

    record BrokerAway(Duration away) implements Blow {
        @Override
        public void strike(Target target) throws InterruptedException {
            target.cluster().restartBroker(away);
        }

        @Override
        public String kind() {
            return "broker away";
        }
    }

    /** Messages that were sent before come once more, in another order. */
    record MessagesAgain(String topic, int count, long seed) implements Blow {
        @Override
        public void strike(Target target) throws Exception {
            new OldMessages(target.cluster().bootstrapServers(), topic).sendAgain(count, seed);
        }

        @Override
        public String kind() {
            return "old messages of " + topic + " again";
        }
    }

    /** The faults beside kill -9. */
    static List<Blow> others(Random random) {
        Duration away = Duration.ofMillis(500 + random.nextInt(3000));
        return List.of(
                new RollingRestart(Duration.ofSeconds(1)),
                new StoreAway(away),
                new StoreInTrouble(Duration.ofSeconds(5 + random.nextInt(6)), random.nextLong()),
                new BrokerAway(away),
                new MessagesAgain("apoptosis.events", 20, random.nextLong()),
                new MessagesAgain("apoptosis.tasks.score", 4, random.nextLong()));
    }

    private static Optional<ProcessHandle> process(StandaloneCluster cluster, String service) {
        Long pid = cluster.processes().get(service);
        return pid == null ? Optional.empty() : ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    }
}
