package io.apoptosis.pipeline.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.apoptosis.core.data.DataFormat;
import io.apoptosis.core.dual.Method;
import io.apoptosis.core.importance.Criterion;
import io.apoptosis.core.importance.Reduction;
import io.apoptosis.core.importance.ScoreNormalization;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.prune.Measure;
import io.apoptosis.core.repair.Reach;
import io.apoptosis.core.sparse.SparseCriterion;
import io.apoptosis.pipeline.spec.RunSpec.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The schema promises what the core can do, no more and no less. */
class SchemaAgreesWithCoreTest {
    private final JsonNode properties = schema().path("properties");

    @Test
    void shouldOfferTheArchitectures() {
        assertThat(choices(properties.at("/model/properties/architecture")))
                .contains(RunSpec.ModelSpec.ONNX)
                .filteredOn(name -> !name.equals(RunSpec.ModelSpec.ONNX))
                .containsExactlyInAnyOrderElementsOf(Architectures.names());
    }

    @Test
    void shouldOfferTheCriteria() {
        assertThat(choices(properties.at("/importance/properties/criterion")))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Criterion.NAMES.stream(), SparseCriterion.NAMES.stream())
                                .distinct()
                                .toList());
    }

    @Test
    void shouldOfferTheMethodsOfOba() {
        assertThat(choices(properties.at("/importance/properties/method")))
                .containsExactlyInAnyOrderElementsOf(names(Method.values()));
    }

    @Test
    void shouldOfferReductionsAndNormalizations() {
        assertThat(choices(properties.at("/importance/properties/reduction")))
                .containsExactlyInAnyOrderElementsOf(names(Reduction.values()));
        assertThat(choices(properties.at("/importance/properties/normalization")))
                .containsExactlyInAnyOrderElementsOf(names(ScoreNormalization.values()));
    }

    @Test
    void shouldOfferTheMeasuresOfATarget() {
        Stream<String> units = properties.at("/prune/properties/target/properties").properties().stream()
                .map(property -> property.getKey());

        assertThat(units)
                .contains(Target.SPARSITY)
                .filteredOn(unit -> !unit.equals(Target.SPARSITY))
                .containsExactlyInAnyOrderElementsOf(names(Measure.values()));
    }

    @Test
    void shouldOfferTheReachesOfARepair() {
        assertThat(choices(properties.at("/prune/properties/repair/properties/layers")))
                .containsExactlyInAnyOrderElementsOf(names(Reach.values()));
    }

    @Test
    void shouldOfferTheCatalogue() {
        assertThat(choices(schema().at("/$defs/data/then"))).containsExactlyInAnyOrderElementsOf(DataCatalogue.names());
    }

    @Test
    void shouldOfferTheDataFormats() {
        Stream<String> formats =
                schema().at("/$defs/data/properties").properties().stream().map(property -> property.getKey());

        assertThat(formats).containsExactlyInAnyOrderElementsOf(names(DataFormat.values()));
    }

    private static List<String> choices(JsonNode schema) {
        return StreamSupport.stream(schema.path("enum").spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    private static List<String> names(Enum<?>... values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static JsonNode schema() {
        try {
            return JsonMapper.builder().build().readTree(RunSpecs.schema());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
