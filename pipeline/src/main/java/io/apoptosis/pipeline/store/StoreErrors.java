package io.apoptosis.pipeline.store;

import io.minio.errors.ErrorResponseException;
import java.util.Set;

/** What the client throws, sorted into what a caller can do about it. */
final class StoreErrors {
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;
    private static final Set<Integer> TRANSIENT = Set.of(408, CONFLICT, 429);
    private static final Set<String> TOO_LARGE = Set.of("MaxMessageLengthExceeded", "EntityTooLarge");

    private StoreErrors() {}

    /** @param doing what was tried, for the message, such as {@code "reading runs/1/graph.json"} */
    static StoreException of(String doing, Exception e) {
        if (!(e instanceof ErrorResponseException answer)) {
            // No readable answer: a broken connection, a proxy's error page, a server error.
            return new StoreUnavailable(
                    "the object store gave no proper answer while " + doing + ": " + rootMessage(e), e);
        }
        String code = answer.errorResponse().code();
        int status = answer.response().code();
        if (isMissing(e)) {
            return new ObjectMissing("no such object while " + doing, e);
        }
        if (status >= 500 || TRANSIENT.contains(status)) {
            return new StoreUnavailable("the object store can't serve now (" + code + ") while " + doing, e);
        }
        if (TOO_LARGE.contains(code)) {
            return new StoreRefused(
                    "%s: it is larger than the object store takes; a cluster on one machine takes a third of its heap, which is a quarter of the memory or what JAVA_TOOL_OPTIONS=-Xmx8g says"
                            .formatted(doing),
                    e);
        }
        return new StoreRefused(
                "the object store refuses (%s: %s) while %s; check endpoint, bucket and credentials"
                        .formatted(code, answer.errorResponse().message(), doing),
                e);
    }

    static boolean isMissing(Exception e) {
        return e instanceof ErrorResponseException answer
                && Set.of("NoSuchKey", "NoSuchObject")
                        .contains(answer.errorResponse().code());
    }

    /** A conditional write found an object, or another writer at the same moment. */
    static boolean isTaken(Exception e) {
        return e instanceof ErrorResponseException answer && answer.response().code() == PRECONDITION_FAILED;
    }

    static boolean isBucketThere(Exception e) {
        return e instanceof ErrorResponseException answer
                && Set.of("BucketAlreadyOwnedByYou", "BucketAlreadyExists")
                        .contains(answer.errorResponse().code());
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
