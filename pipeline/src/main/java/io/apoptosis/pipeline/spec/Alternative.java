package io.apoptosis.pipeline.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a comparison's list, as written.
 *
 * @param value a word, or keys of the part of a run specification that the list is about
 * @param givenLabel what the tables shall call it; null where that is left to us
 */
record Alternative(String path, JsonNode value, @Nullable String givenLabel) {
    static Alternative of(String path, JsonNode written) {
        if (written instanceof ObjectNode part && part.path("label").isTextual()) {
            ObjectNode rest = part.deepCopy();
            String label = rest.remove("label").textValue();
            return new Alternative(path, rest, label);
        }
        return new Alternative(path, written, null);
    }

    /** A word stands for the one key that it is the value of. */
    Alternative shortFor(String key) {
        return value.isTextual()
                ? new Alternative(path, JsonNodeFactory.instance.objectNode().set(key, value), givenLabel)
                : this;
    }

    /** The keys of the base's part, replaced by those given here. */
    ObjectNode over(JsonNode part) {
        ObjectNode merged = part instanceof ObjectNode given ? given.deepCopy() : JsonNodeFactory.instance.objectNode();
        merged.setAll((ObjectNode) value);
        return merged;
    }

    String label(String otherwise) {
        return givenLabel == null ? otherwise : givenLabel;
    }
}
