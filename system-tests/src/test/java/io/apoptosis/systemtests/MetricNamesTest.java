package io.apoptosis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricNamesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sum by (kind) (rate(a_total{job=\"b_{c}\", kind=~\"d\"}[5m]))        | a_total",
                "absent(up{job=\"x\"} == 1)                                         | up",
                "a:b:sum > 0 unless on (kind) c:d:sum > 0                          | a:b:sum c:d:sum",
                "histogram_quantile(0.95, sum by (le) (rate(h_seconds_bucket[1h]))) | h_seconds_bucket",
                "max_over_time(f{state=\"failed\"}[1h] offset 10m) > 0.5 * g        | f g",
            })
    void namesOfMetricsOnly(String expression, String expected) {
        assertThat(MetricNames.in(expression)).containsExactly(expected.trim().split(" "));
    }

    @Test
    void aNumberIsNoName() {
        assertThat(MetricNames.in("1e3 * 2 > bool 7")).isEmpty();
    }
}
