package io.apoptosis.gateway.uploads;

import io.apoptosis.gateway.problem.Refused;
import io.apoptosis.pipeline.message.ObjectRef;
import io.apoptosis.pipeline.spec.ObjectLocation;
import io.apoptosis.pipeline.store.CachedObjects;
import io.apoptosis.pipeline.store.Keys;
import io.apoptosis.pipeline.store.ObjectStore;
import io.apoptosis.pipeline.store.Sha256;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Weights and data, by their checksum: the same file sent twice is one object. */
@Path("/api/v1/uploads/{sha256}/{fileName}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "uploads")
@Blocking
public class UploadsResource {
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";
    private static final String CHECKSUM = "^" + Sha256.FORM + "$";
    private static final Pattern FILE_NAME = Pattern.compile(NAME);

    private final ObjectStore store;
    private final CachedObjects cache;

    UploadsResource(ObjectStore store, CachedObjects cache) {
        this.store = store;
        this.cache = cache;
    }

    /** What a specification writes in place of the file's path. */
    public record Uploaded(String location) {}

    @HEAD
    @Operation(operationId = "hasUpload", summary = "Is the file there already?")
    @APIResponse(responseCode = "200", description = "Yes")
    @APIResponse(responseCode = "404", description = "No: send it")
    public Response exists(
            @Schema(pattern = CHECKSUM) String sha256, @Schema(pattern = "^" + NAME + "$") String fileName) {
        int status = store.getIfPresent(key(sha256, fileName)).isPresent() ? 200 : 404;
        return Response.status(status).build();
    }

    @PUT
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(
            operationId = "upload",
            summary = "Send a file of up to 2 GiB",
            description = "`sha256` is its checksum in hex; the answer has the location for" + " the specification.")
    @APIResponseSchema(value = Uploaded.class, responseCode = "201", responseDescription = "Stored")
    @APIResponse(responseCode = "400", description = "The bytes have another checksum")
    public Response put(
            @Schema(pattern = CHECKSUM) String sha256,
            @Schema(pattern = "^" + NAME + "$") String fileName,
            InputStream body,
            UriInfo uri)
            throws IOException {
        String key = key(sha256, fileName);
        java.nio.file.Path file = Files.createTempFile("apoptosis-upload-", ".tmp");
        try {
            String actual = received(body, file);
            if (!actual.equals(sha256)) {
                throw Refused.badRequest(
                        "the bytes that came have the SHA-256 %s, not %s: the file is damaged or truncated"
                                .formatted(actual, sha256));
            }
            // Whoever uploads is about to submit, and what is submitted is looked at here.
            cache.keep(store.put(new ObjectRef(key, sha256), file), file);
        } finally {
            Files.deleteIfExists(file);
        }
        return Response.created(uri.getAbsolutePath())
                .entity(new Uploaded(ObjectLocation.of(key)))
                .build();
    }

    private static String received(InputStream body, java.nio.file.Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            return Sha256.ofCopied(body, out);
        }
    }

    private static String key(String sha256, String fileName) {
        if (!Sha256.isValid(sha256)) {
            throw Refused.badRequest(sha256 + " is not a SHA-256: 64 lower-case hexadecimal digits");
        }
        if (!FILE_NAME.matcher(fileName).matches()) {
            throw Refused.badRequest(
                    fileName + " is no file name: letters, digits, dots, dashes and underscores, 128 at most");
        }
        return Keys.upload(sha256, fileName);
    }
}
