package io.apoptosis.cli.client;

import com.fasterxml.jackson.core.type.TypeReference;
import io.apoptosis.pipeline.message.MessageJson;
import io.apoptosis.pipeline.schedule.LastFiring;
import io.apoptosis.pipeline.schedule.LastFiring.Outcome;
import io.apoptosis.pipeline.schedule.LastFiring.State;
import io.apoptosis.pipeline.schedule.RunSchedule;
import io.apoptosis.pipeline.spec.ScheduleSpec;
import io.apoptosis.pipeline.spec.ScheduleSpecs;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A gateway's schedules. */
public final class Schedules {
    private static final String PATH = "/api/v1/schedules";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final GatewayClient client;

    public Schedules(GatewayClient client) {
        this.client = client;
    }

    /** By name. */
    public List<RunSchedule> all() {
        return GatewayClient.read(client.json(client.request(PATH)), new TypeReference<>() {});
    }

    public RunSchedule get(String name) {
        return schedule(client.json(client.request(at(name))));
    }

    /** @param handling priority, keep, owner; what is missing is as the gateway has it */
    public RunSchedule create(ScheduleSpec spec, Map<String, String> handling) {
        return schedule(client.json(client.request(PATH + GatewayClient.query(handling))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(ScheduleSpecs.write(spec)))));
    }

    /** As {@link #create}, in place of the one of this name. */
    public RunSchedule replace(ScheduleSpec spec, Map<String, String> handling) {
        return schedule(client.json(client.request(at(spec.name()) + GatewayClient.query(handling))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(ScheduleSpecs.write(spec)))));
    }

    public RunSchedule pause(String name) {
        return schedule(client.json(client.request(at(name) + "/pause").POST(BodyPublishers.noBody())));
    }

    public RunSchedule resume(String name) {
        return schedule(client.json(client.request(at(name) + "/resume").POST(BodyPublishers.noBody())));
    }

    public void delete(String name) {
        client.json(client.request(at(name)).DELETE());
    }

    /**
     * Fires it now.
     *
     * @param object key of what takes the placeholder's place
     * @return ids of the runs that will be looked at
     */
    public List<String> fire(String name, @Nullable String object, String idempotencyKey) {
        byte[] body = MessageJson.write(object == null ? Map.of() : Map.of("object", object));
        String answer = client.json(client.request(at(name) + "/firings")
                .header("Content-Type", "application/json")
                .header(GatewayClient.IDEMPOTENCY_KEY, idempotencyKey)
                .POST(BodyPublishers.ofByteArray(body)));
        return GatewayClient.read(answer, new TypeReference<Fired>() {}).runs();
    }

    /** The schedule once it says of all these runs what came of them, or after a minute. */
    public RunSchedule concluded(String name, List<String> runs) {
        Instant deadline = Instant.now().plus(PATIENCE);
        RunSchedule schedule = get(name);
        while (!concluded(schedule, runs) && Instant.now().isBefore(deadline)) {
            pause();
            schedule = get(name);
        }
        return schedule;
    }

    private static boolean concluded(RunSchedule schedule, List<String> runs) {
        LastFiring last = schedule.last();
        return last != null
                && last.runs().stream()
                        .filter(run -> run.state() != State.PENDING)
                        .map(Outcome::runId)
                        .toList()
                        .containsAll(runs);
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted();
        }
    }

    private record Fired(List<String> runs) {}

    private RunSchedule schedule(String answer) {
        return GatewayClient.read(answer, new TypeReference<>() {});
    }

    private static String at(String name) {
        return PATH + "/" + GatewayClient.encode(name);
    }
}
