package io.apoptosis.gateway.docs;

import io.apoptosis.gateway.problem.Refused;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The guides that came with this build. They keep their names, so that links between them are the same as in the repository. */
@Path("/docs")
public class DocsResource {
    private static final String FILES = "META-INF/resources/docs/";
    private static final String GUIDES = "guides/";

    @GET
    @Operation(hidden = true)
    public Response index() {
        return Response.seeOther(URI.create("/docs/README.md")).build();
    }

    @GET
    @Path("/{guide: [a-z0-9/-]+\\.md|README\\.md}")
    @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
    @Operation(hidden = true)
    public String guide(String guide) throws IOException {
        URL markdown = resource(GUIDES + guide);
        if (markdown == null) {
            throw Refused.notFound("there is no guide %s; /docs lists them".formatted(guide));
        }
        Guide page = Guide.of(java.nio.file.Path.of(guide), read(markdown), DocsResource::isServed);
        return read(resource(GUIDES + "page.html"))
                .replace("{title}", page.title())
                .replace("{body}", page.body());
    }

    private static boolean isServed(java.nio.file.Path path) {
        boolean isFolder = !path.getFileName().toString().contains(".");
        return !isFolder && (resource(GUIDES + path) != null || resource(FILES + path) != null);
    }

    private static @Nullable URL resource(String name) {
        return Thread.currentThread().getContextClassLoader().getResource(name);
    }

    private static String read(@Nullable URL file) throws IOException {
        if (file == null) {
            throw new IllegalStateException("a file of the guides is missing from the class path");
        }
        try (InputStream in = file.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
