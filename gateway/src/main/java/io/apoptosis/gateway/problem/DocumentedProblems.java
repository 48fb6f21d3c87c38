package io.apoptosis.gateway.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;

/** Says once, for every operation of the OpenAPI document, that whatever else comes back is a {@link Problem}. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class DocumentedProblems implements OASFilter {
    @Override
    public Operation filterOperation(Operation operation) {
        Content problem = OASFactory.createContent()
                .addMediaType(
                        Problem.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref("Problem")));
        operation
                .getResponses()
                .setDefaultValue(OASFactory.createAPIResponse()
                        .description("Refused: 400, 401, 403, 404, 409, 413, 429; or not possible now: 503")
                        .content(problem));
        return operation;
    }
}
