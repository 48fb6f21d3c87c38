package io.apoptosis.gateway.cluster;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ShareGroupDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The workers that the broker counts in: the members of their share groups, idle ones included. Asked once for all who look at a time. */
@ApplicationScoped
public class Members {
    private static final Logger LOG = Logger.getLogger(Members.class);
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final long TIMEOUT_SECONDS = 5;

    private final Map<String, Object> kafka;
    private volatile @Nullable Admin admin;
    private Optional<List<Member>> known = Optional.empty();
    private long askedAt = System.nanoTime() - FRESH.toNanos();

    Members(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.kafka = kafka;
    }

    /** @param name which the worker gives as its client id */
    record Member(Kind kind, String name) {}

    void start(@Observes StartupEvent started) {
        admin = Admin.create(kafka);
    }

    void stop(@Observes ShutdownEvent stopping) {
        Admin open = admin;
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }

    /** Empty while the broker does not answer. */
    synchronized Optional<List<Member>> now() {
        Admin open = admin;
        if (open != null && System.nanoTime() - askedAt >= FRESH.toNanos()) {
            known = ask(open);
            askedAt = System.nanoTime();
        }
        return known;
    }

    private static Optional<List<Member>> ask(Admin admin) {
        Map<String, KafkaFuture<ShareGroupDescription>> groups = admin.describeShareGroups(
                        Arrays.stream(Kind.values()).map(Kind::group).toList())
                .describedGroups();
        List<Member> members = new ArrayList<>();
        try {
            for (KafkaFuture<ShareGroupDescription> group : groups.values()) {
                members.addAll(membersOf(group));
            }
            return Optional.of(members);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("the workers' groups are out of reach", e);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** There is no group before its first worker. */
    private static List<Member> membersOf(KafkaFuture<ShareGroupDescription> asked)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            ShareGroupDescription group = asked.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            Kind kind = Kind.ofGroup(group.groupId());
            return group.members().stream()
                    .map(member -> new Member(kind, member.clientId()))
                    .toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return List.of();
            }
            throw e;
        }
    }
}
