package io.apoptosis.gateway.limits;

import io.apoptosis.gateway.problem.Refused;
import java.io.IOException;
import java.io.InputStream;

/** Bodies that are read into memory. */
public final class Bodies {
    /** A specification has some hundred bytes; one that names a thousand layers has a hundred thousand. */
    public static final int LARGEST = 1 << 20;

    private Bodies() {}

    /**
     * All of it.
     *
     * @throws Refused (413) for more than {@link #LARGEST} bytes, of which no more are read; (400) if it breaks off
     */
    public static byte[] read(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw Refused.tooLarge(
                        "at most %d KiB are read here; files go to /api/v1/uploads".formatted(LARGEST >> 10));
            }
            return bytes;
        } catch (IOException e) {
            throw Refused.badRequest("the body broke off: " + e.getMessage());
        }
    }
}
