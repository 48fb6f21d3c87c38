package io.apoptosis.gateway.runs;

import io.apoptosis.gateway.problem.Refused;
import io.apoptosis.pipeline.run.RunView;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The network that a run began with, as far as charts need it. */
@Path("/api/v1/runs/{id}/layers")
@Tag(name = "runs")
@Blocking
public class DenseNetworkResource {
    private final RunViews views;
    private final DenseCheckpoint checkpoints;

    DenseNetworkResource(RunViews views, DenseCheckpoint checkpoints) {
        this.views = views;
        this.checkpoints = checkpoints;
    }

    @GET
    @Operation(
            operationId = "getLayers",
            summary = "The layers of the dense network",
            description =
                    "Their output channels and weights, and which can only be pruned together. They never change.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = Layer.class)))
    @APIResponse(responseCode = "404", description = "No such run")
    public Response layers(String id) {
        RunView view = views.get(id);
        List<Layer> layers = checkpoints
                .load(id)
                .map(network -> Layer.of(network, skipped(view)))
                .orElseThrow(() -> Refused.notFound("the dense network of run %s is no longer stored".formatted(id)));
        CacheControl cache = new CacheControl();
        cache.setMaxAge((int) Duration.ofDays(1).toSeconds());
        return Response.ok(layers).cacheControl(cache).build();
    }

    private static Set<String> skipped(RunView view) {
        return Optional.ofNullable(view.spec().prune())
                .map(prune -> Set.copyOf(prune.skip()))
                .orElse(Set.of());
    }
}
