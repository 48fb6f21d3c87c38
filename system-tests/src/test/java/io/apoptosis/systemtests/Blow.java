package io.apoptosis.systemtests;

import io.apoptosis.standalone.StandaloneCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Something bad that happens to a cluster. */
interface Blow {
    void strike(StandaloneCluster cluster) throws InterruptedException;

    /** By chance: most often kill -9 of some service. */
    static Blow any(Random random) {
        int dice = random.nextInt(20);
        if (dice < 13) {
            return new Kill(random.nextInt(1000));
        }
        if (dice < 16) {
            return new Terminate(random.nextInt(1000));
        }
        if (dice == 16) {
            return new RollingRestart();
        }
        Duration away = Duration.ofMillis(500 + random.nextInt(3000));
        return dice < 19 ? new StoreAway(away) : new BrokerAway(away);
    }

    private static Map.Entry<String, Long> pick(StandaloneCluster cluster, int number) {
        List<Map.Entry<String, Long>> all = List.copyOf(cluster.processes().entrySet());
        return all.get(number % all.size());
    }

    private static void terminate(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
    }

    /** kill -9 */
    record Kill(int number) implements Blow {
        @Override
        public void strike(StandaloneCluster cluster) {
            Map.Entry<String, Long> victim = pick(cluster, number);
            ProcessHandle.of(victim.getValue()).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /** SIGTERM */
    record Terminate(int number) implements Blow {
        @Override
        public void strike(StandaloneCluster cluster) {
            terminate(pick(cluster, number).getValue());
        }
    }

    /** SIGTERM to every service, one after the other. */
    record RollingRestart() implements Blow {
        @Override
        public void strike(StandaloneCluster cluster) throws InterruptedException {
            for (long pid : cluster.processes().values()) {
                terminate(pid);
                Thread.sleep(1000);
            }
        }
    }

    record StoreAway(Duration away) implements Blow {
        @Override
        public void strike(StandaloneCluster cluster) throws InterruptedException {
            cluster.restartStore(away);
        }
    }

    record BrokerAway(Duration away) implements Blow {
        @Override
        public void strike(StandaloneCluster cluster) throws InterruptedException {
            cluster.restartBroker(away);
        }
    }
}
