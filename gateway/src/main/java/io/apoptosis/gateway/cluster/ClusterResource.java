package io.apoptosis.gateway.cluster;

import io.apoptosis.pipeline.run.ClusterView;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Workers and queues. */
@Path("/api/v1/cluster")
@Tag(name = "cluster")
@Blocking
public class ClusterResource {
    private final Members members;
    private final RecentRuns runs;
    private final Clock clock = Clock.systemUTC();

    ClusterResource(Members members, RecentRuns runs) {
        this.members = members;
        this.runs = runs;
    }

    @GET
    @Operation(
            operationId = "getCluster",
            summary = "Workers and what waits for them",
            description =
                    "The workers that the broker counts in and those whose signs of life are not older than half a minute; the"
                            + " depth of each queue; throughput over the last five minutes.")
    public ClusterView now() {
        Instant now = clock.instant();
        return Census.take(members.now(), runs.at(now), now);
    }
}
