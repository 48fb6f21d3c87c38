package io.apoptosis.standalone;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends transactions that a partition holds open although their coordinator knows of none. A broker can be left with one where it and the
 * gateway stand still for more than a minute while an offset is being committed, as on a laptop that sleeps; the gateway would then wait for
 * its end for ever. What KIP-664 gives an operator to do by hand.
 */
final class HangingTransactions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HangingTransactions.class);
    private static final Duration INTERVAL = Duration.ofSeconds(15);
    /** Their coordinator is done with them: it has no marker left to write. */
    private static final Set<TransactionState> OVER =
            Set.of(TransactionState.EMPTY, TransactionState.COMPLETE_COMMIT, TransactionState.COMPLETE_ABORT);

    private final Map<String, Object> kafka;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(body -> {
        Thread thread = new Thread(body, "hanging-transactions");
        thread.setDaemon(true);
        return thread;
    });
    private Set<Open> suspects = Set.of();

    /** A producer's transaction in one partition. */
    private record Open(TopicPartition partition, long producerId, int producerEpoch, int coordinatorEpoch) {
        static Open of(TopicPartition partition, ProducerState state) {
            return new Open(
                    partition,
                    state.producerId(),
                    state.producerEpoch(),
                    state.coordinatorEpoch().orElse(0));
        }

        AbortTransactionSpec abortion() {
            return new AbortTransactionSpec(partition, producerId, (short) producerEpoch, coordinatorEpoch);
        }
    }

    HangingTransactions(String bootstrapServers) {
        int patience = Math.toIntExact(INTERVAL.toMillis());
        kafka = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "client.id",
                "hanging-transactions",
                "default.api.timeout.ms",
                patience,
                "request.timeout.ms",
                patience);
    }

    /** Looks now and then, in the background. */
    HangingTransactions start() {
        watch.scheduleWithFixedDelay(
                this::lookQuietly, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    private void lookQuietly() {
        try {
            look();
        } catch (ExecutionException | RuntimeException e) {
            LOG.debug("the broker can't be asked for its transactions", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends what hangs now and did at the last look: in between, a transaction that is just ending has ended. */
    void look() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka)) {
            Set<Open> hanging = hanging(admin);
            for (Open each : hanging) {
                if (suspects.contains(each)) {
                    LOG.warn("{} hangs: its coordinator knows of no transaction; ending it", each);
                    admin.abortTransaction(each.abortion()).all().get();
                }
            }
            suspects = hanging;
        }
    }

    private static Set<Open> hanging(Admin admin) throws ExecutionException, InterruptedException {
        Set<Open> open = new HashSet<>();
        Map<TopicPartition, PartitionProducerState> states =
                admin.describeProducers(partitions(admin)).all().get();
        states.forEach((partition, state) -> state.activeProducers().stream()
                .filter(producer -> producer.currentTransactionStartOffset().isPresent())
                .forEach(producer -> open.add(Open.of(partition, producer))));
        if (!open.isEmpty()) {
            Set<Long> underWay = underWay(admin);
            open.removeIf(each -> underWay.contains(each.producerId()));
        }
        return open;
    }

    private static List<TopicPartition> partitions(Admin admin) throws ExecutionException, InterruptedException {
        Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get();
        return admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(HangingTransactions::partitions)
                .toList();
    }

    private static Stream<TopicPartition> partitions(TopicDescription topic) {
        return IntStream.range(0, topic.partitions().size()).mapToObj(i -> new TopicPartition(topic.name(), i));
    }

    /** Producers whose transaction a coordinator has still to end. */
    private static Set<Long> underWay(Admin admin) throws ExecutionException, InterruptedException {
        return admin.listTransactions().all().get().stream()
                .filter(transaction -> !OVER.contains(transaction.state()))
                .map(TransactionListing::producerId)
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
