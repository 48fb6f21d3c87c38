package io.apoptosis.gateway.problem;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An answer that is not what was asked for: RFC 9457, media type {@code application/problem+json}.
 *
 * @param errors everything that is wrong, each understandable alone; empty where {@code detail} says it all
 */
@Schema(description = "What was wrong and what to do about it (RFC 9457)")
public record Problem(
        @Schema(examples = "about:blank") String type,
        @Schema(examples = "The specification can't be run") String title,
        @Schema(examples = "400") int status,
        @Schema(examples = "1 problem; nothing was started") String detail,

        @Schema(examples = "[\"$.prune.skip[0]: no layer is called layer1.0.conv; did you mean layer1.0.conv1?\"]")
        List<String> errors) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        errors = List.copyOf(errors);
    }
}
