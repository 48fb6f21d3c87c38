package io.apoptosis.core.op;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PythonLiteralTest {
    @Test
    void textIsQuotedAndPlainAscii() {
        assertThat(PythonLiteral.of("layer1.0.conv1")).isEqualTo("\"layer1.0.conv1\"");
        assertThat(PythonLiteral.of("a\"\\\n")).isEqualTo("\"a\\\"\\\\\\u000a\"");
        assertThat(PythonLiteral.of("\ud83d\ude08\u00e9")).isEqualTo("\"\\U0001f608\\u00e9\"");
    }

    @Test
    void numbersAreWhatPythonReadsBack() {
        assertThat(PythonLiteral.of(0.5)).isEqualTo("0.5");
        assertThat(PythonLiteral.of(1e-6)).isEqualTo("1e-6");
        assertThat(PythonLiteral.of(1e300)).isEqualTo("1e300");
        assertThat(PythonLiteral.of(Double.NEGATIVE_INFINITY)).isEqualTo("float(\"-inf\")");
    }

    @Test
    void aTupleOfOneHasItsComma() {
        assertThat(PythonLiteral.tuple(3)).isEqualTo("(3,)");
        assertThat(PythonLiteral.tuple(3, 4)).isEqualTo("(3, 4)");
        assertThat(PythonLiteral.pair(3, 3)).isEqualTo("3");
    }
}
