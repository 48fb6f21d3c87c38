package io.apoptosis.gateway.schema;

import io.apoptosis.pipeline.spec.ComparisonSpecs;
import io.apoptosis.pipeline.spec.RunSpecs;
import io.apoptosis.pipeline.spec.ScheduleSpecs;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The schemas that specifications are checked against, for editors and generators. */
@Path("/api/v1/schema")
@Tag(name = "schema")
public class SchemaResource {
    @GET
    @Path("/run-spec")
    @Produces("application/schema+json")
    @Operation(operationId = "getRunSchema", summary = "JSON Schema of a run's specification")
    @APIResponseSchema(Map.class)
    public String schema() {
        return RunSpecs.schema();
    }

    @GET
    @Path("/comparison-spec")
    @Produces("application/schema+json")
    @Operation(
            operationId = "getComparisonSchema",
            summary = "JSON Schema of a comparison, which the command expands to runs")
    @APIResponseSchema(Map.class)
    public String comparison() {
        return ComparisonSpecs.schema();
    }

    @GET
    @Path("/schedule-spec")
    @Produces("application/schema+json")
    @Operation(summary = "JSON Schema of a schedule, whose `run` has the keys of a run's specification")
    @APIResponseSchema(Map.class)
    public String schedule() {
        return ScheduleSpecs.schema();
    }
}
