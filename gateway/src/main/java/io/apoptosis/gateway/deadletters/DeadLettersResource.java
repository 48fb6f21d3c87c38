package io.apoptosis.gateway.deadletters;

import io.apoptosis.gateway.problem.Refused;
import io.apoptosis.pipeline.topic.DeadLetter;
import io.apoptosis.pipeline.topic.DeadLetters;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Messages that nobody could process. */
@Path("/api/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "dead letters")
@Blocking
public class DeadLettersResource {
    private static final int MOST = 1000;

    private final DeadLetterBox box;
    private final Replay replay;

    DeadLettersResource(DeadLetterBox box, Replay replay) {
        this.box = box;
        this.replay = replay;
    }

    @GET
    @Operation(operationId = "listDeadLetters", summary = "The last messages that were set aside, newest first")
    @APIResponse(responseCode = "200", description = "Without their bodies")
    @APIResponse(responseCode = "400", description = "`limit` is not between 1 and 1000")
    public List<DeadLetter> list(
            @QueryParam("limit") @DefaultValue("100") @Schema(minimum = "1", maximum = "1000") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Refused.badRequest("limit: between 1 and " + MOST);
        }
        return reachable(() -> box.newest(limit)).stream()
                .map(letter -> DeadLetters.describe(letter, false))
                .toList();
    }

    @GET
    @Path("/{partition}/{offset}")
    @Operation(operationId = "getDeadLetter", summary = "One of them, with its body")
    @APIResponseSchema(DeadLetter.class)
    @APIResponse(responseCode = "404", description = "There is none")
    public DeadLetter get(int partition, long offset) {
        return DeadLetters.describe(letter(partition, offset), true);
    }

    @POST
    @Path("/{partition}/{offset}/replay")
    @Operation(
            operationId = "replayDeadLetter",
            summary = "Send it again to where it came from",
            description =
                    "Once its cause is mended. Doing so twice does no harm: what was counted is not counted again.")
    @APIResponseSchema(value = DeadLetter.class, responseCode = "202", responseDescription = "Sent")
    @APIResponse(responseCode = "404", description = "There is none")
    @APIResponse(responseCode = "409", description = "It does not say where it came from")
    public Response replay(int partition, long offset) {
        ConsumerRecord<String, byte[]> letter = letter(partition, offset);
        try {
            replay.send(DeadLetters.original(letter));
        } catch (IllegalArgumentException e) {
            throw Refused.conflict(String.valueOf(e.getMessage()));
        }
        return Response.accepted(DeadLetters.describe(letter, false)).build();
    }

    private ConsumerRecord<String, byte[]> letter(int partition, long offset) {
        return reachable(() -> box.at(partition, offset))
                .orElseThrow(() -> Refused.notFound("there is no dead letter %d/%d".formatted(partition, offset)));
    }

    private static <T> T reachable(Supplier<T> look) {
        try {
            return look.get();
        } catch (KafkaException e) {
            throw Refused.unavailable("the broker does not answer; try again in a moment");
        }
    }
}
