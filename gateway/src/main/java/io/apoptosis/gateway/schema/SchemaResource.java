package io.apoptosis.gateway.schema;

import io.apoptosis.pipeline.spec.RunSpecs;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The schema that specifications are checked against, for editors and generators. */
@Path("/api/v1/schema/run-spec")
@Tag(name = "schema")
public class SchemaResource {
    @GET
    @Produces("application/schema+json")
    @Operation(summary = "JSON Schema of a run's specification")
    public String schema() {
        return RunSpecs.schema();
    }
}
