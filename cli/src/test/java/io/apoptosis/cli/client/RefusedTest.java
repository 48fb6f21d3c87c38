package io.apoptosis.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class RefusedTest {
    @Test
    void shouldListTheProblemsWhetherTextsOrObjects() throws Exception {
        Refused refused = Refused.of(400, JsonMapper.builder().build().readTree("""
                                {"title":"Bad","detail":"2 problems","errors":["plain",{"path":"$.prune","message":"too low"}]}
                                """));

        assertThat(refused).hasMessage("2 problems");
        assertThat(refused.problems()).containsExactly("plain", "$.prune: too low");
        assertThat(refused.badInput()).isTrue();
    }

    @Test
    void shouldSayTheStatusWhereTheAnswerSaysNothing() throws Exception {
        assertThat(Refused.of(503, JsonMapper.builder().build().readTree("{}")))
                .hasMessage("the gateway answered with status 503")
                .matches(refused -> !refused.badInput());
    }
}
