package io.apoptosis.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.apoptosis.cli.BadInput;
import java.util.List;

/** {@code prune.target.macs=0.5} and the like as a JSON Merge Patch. A value is JSON where it reads as such, else text. */
final class Changes {
    private static final JsonMapper JSON = new JsonMapper();

    private Changes() {}

    static String patch(List<String> assignments) {
        ObjectNode patch = JSON.createObjectNode();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                throw new BadInput("--set " + assignment + ": write KEY=VALUE, for example prune.target.macs=0.5");
            }
            String[] path = assignment.substring(0, equals).split("\\.", -1);
            ObjectNode at = patch;
            for (int depth = 0; depth < path.length - 1; depth++) {
                at = at.withObjectProperty(path[depth]);
            }
            at.set(path[path.length - 1], value(assignment.substring(equals + 1)));
        }
        return patch.toString();
    }

    private static JsonNode value(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }
}
