package io.apoptosis.gateway.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePatchTest {
    private static final JsonMapper JSON = new JsonMapper();

    /** From RFC 7396, appendix A. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':'b'}         | {'a':'c'}            | {'a':'c'}",
                "{'a':'b'}         | {'b':'c'}            | {'a':'b','b':'c'}",
                "{'a':'b','b':'c'} | {'a':null}           | {'b':'c'}",
                "{'a':['b']}       | {'a':'c'}            | {'a':'c'}",
                "{'a':{'b':'c'}}   | {'a':{'b':'d','c':null}} | {'a':{'b':'d'}}",
                "{'a':[{'b':'c'}]} | {'a':[1]}            | {'a':[1]}",
                "{}                | {'a':{'bb':{'ccc':null}}} | {'a':{'bb':{}}}",
            })
    void patchesAsTheStandardSays(String target, String patch, String result) throws Exception {
        assertThat(MergePatch.apply(JSON.readTree(json(target)), JSON.readTree(json(patch))))
                .isEqualTo(JSON.readTree(json(result)));
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
