package io.apoptosis.gateway.runs;

import io.apoptosis.gateway.access.DownloadLinks;
import io.apoptosis.gateway.problem.Refused;
import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.run.RunView;
import io.apoptosis.pipeline.store.ObjectStore;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a run has produced. */
@Path("/api/v1/runs/{id}/files/{name}")
@Tag(name = "runs")
@Blocking
public class FilesResource {
    private static final Map<String, String> MEDIA_TYPES =
            Map.of("json", MediaType.APPLICATION_JSON, "html", MediaType.TEXT_HTML);

    /** A report is a page of our origin made of what others submitted: it may look well, and do nothing. */
    private static final String SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    private final RunViews views;
    private final ObjectStore store;
    private final DownloadLinks links;

    FilesResource(RunViews views, ObjectStore store, DownloadLinks links) {
        this.views = views;
        this.store = store;
        this.links = links;
    }

    @GET
    @Operation(
            operationId = "getFile",
            summary = "A result file",
            description = "model.onnx, model.safetensors, model.pt, model.py, graph.json, report.html, run.json")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.WILDCARD,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "404", description = "No such run, or it has no such file (yet)")
    public Response get(String id, String name) {
        ObjectRef ref = file(id, name);
        return Response.ok(store.stream(ref))
                .type(MEDIA_TYPES.getOrDefault(ending(name), MediaType.APPLICATION_OCTET_STREAM))
                .header(HttpHeaders.CONTENT_LENGTH, store.size(ref.key()))
                .header(HttpHeaders.ETAG, '"' + ref.sha256() + '"')
                .header("Content-Security-Policy", SANDBOX)
                .build();
    }

    private ObjectRef file(String id, String name) {
        RunView view = views.get(id);
        ObjectRef ref = view.files().get(name);
        if (ref == null) {
            throw Refused.notFound("run %s (%s) has no file %s; it has %s"
                    .formatted(id, view.state(), name, view.files().keySet()));
        }
        return ref;
    }

    @GET
    @Path("/link")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getFileLink",
            summary = "An address of the file that needs no token for ten minutes",
            description = "For browsers' downloads, and for machines that have no token.")
    @APIResponseSchema(DownloadLinks.Link.class)
    @APIResponse(responseCode = "404", description = "No such run, or it has no such file (yet)")
    public Response link(String id, String name, UriInfo uri) {
        file(id, name);
        String path = uri.getPath();
        return Response.ok(links.to(path.substring(0, path.length() - "/link".length())))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
