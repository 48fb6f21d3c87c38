package io.apoptosis.pipeline.topic;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics that are not there yet. Every service does so at its start, since any of them may be the first. */
public final class TopicSetup {
    private static final long TIMEOUT_SECONDS = 60;

    /**
     * A share group's assignor gives a partition to one member only as long as there are no more members than partitions, so that its tasks
     * would wait behind that member while others idle. One partition is assigned to every member: a queue, however many workers.
     */
    private static final int ONE_QUEUE = 1;

    private TopicSetup() {}

    /**
     * Leaves a topic that exists as it is, whatever its partitions.
     *
     * @param partitions of the topics that are keyed by run
     * @throws IllegalStateException if the broker refuses a topic or does not answer
     */
    public static void ensure(Admin admin, int partitions, short replication) {
        List<NewTopic> topics = List.of(
                new NewTopic(Topics.COMMANDS, partitions, replication),
                new NewTopic(Topics.EVENTS, partitions, replication),
                compacted(new NewTopic(Topics.RUNS, partitions, replication)),
                new NewTopic(Topics.SCORE, ONE_QUEUE, replication),
                new NewTopic(Topics.PRUNE, ONE_QUEUE, replication),
                new NewTopic(Topics.FINETUNE, ONE_QUEUE, replication),
                new NewTopic(Topics.ADMISSION, ONE_QUEUE, replication),
                new NewTopic(Topics.TRIGGERS, partitions, replication),
                new NewTopic(Topics.SCHEDULE_COMMANDS, ONE_QUEUE, replication),
                compacted(new NewTopic(Topics.SCHEDULES, ONE_QUEUE, replication)),
                new NewTopic(Topics.FIRINGS, partitions, replication),
                new NewTopic(Topics.DEAD_LETTERS, partitions, replication));
        create(admin, topics);
    }

    /**
     * As above, for topics that are not ours.
     *
     * @throws IllegalStateException if the broker refuses a topic or does not answer
     */
    public static void create(Admin admin, Collection<NewTopic> topics) {
        admin.createTopics(topics).values().forEach(TopicSetup::await);
    }

    private static NewTopic compacted(NewTopic topic) {
        return topic.configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    private static void await(String topic, KafkaFuture<Void> created) {
        try {
            created.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("the broker refused to create topic " + topic, e.getCause());
            }
        } catch (TimeoutException e) {
            throw new IllegalStateException("the broker did not create topic " + topic + " within a minute", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topic " + topic, e);
        }
    }
}
