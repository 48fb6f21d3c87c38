package io.apoptosis.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.minio.errors.ErrorResponseException;
import io.minio.messages.ErrorResponse;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreErrorsTest {
    @ParameterizedTest
    @CsvSource({
        "404, NoSuchKey, ObjectMissing, no such object",
        "400, MaxMessageLengthExceeded, StoreRefused, -Xmx8g",
        "400, EntityTooLarge, StoreRefused, -Xmx8g",
        "403, AccessDenied, StoreRefused, credentials",
        "409, OperationAborted, StoreUnavailable, can't serve now",
        "503, SlowDown, StoreUnavailable, can't serve now"
    })
    void shouldSayWhatCanBeDone(int status, String code, String kind, String advice) {
        StoreException error = StoreErrors.of("writing k", answer(status, code));

        assertThat(error.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(error).hasMessageContaining("writing k").hasMessageContaining(advice);
    }

    private static ErrorResponseException answer(int status, String code) {
        Response response = new Response.Builder()
                .request(new Request.Builder().url("http://127.0.0.1/b/k").build())
                .protocol(Protocol.HTTP_1_1)
                .code(status)
                .message("")
                .build();
        return new ErrorResponseException(
                new ErrorResponse(code, "the store's own words", "b", "k", "/b/k", "1", "1"), response, "");
    }
}
