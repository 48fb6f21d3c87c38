package io.apoptosis.pipeline.store;

import java.util.Map;

/**
 * How to reach the store.
 *
 * @param endpoint URL of any S3-compatible service
 * @param region as the service wants it in signatures; {@code us-east-1} suits most that have no regions
 */
public record ObjectStoreConfig(String endpoint, String bucket, String accessKey, String secretKey, String region) {
    private static final String DEFAULT_REGION = "us-east-1";

    public ObjectStoreConfig(String endpoint, String bucket, String accessKey, String secretKey) {
        this(endpoint, bucket, accessKey, secretKey, DEFAULT_REGION);
    }

    /** From {@code APOPTOSIS_S3_ENDPOINT}, {@code _BUCKET}, {@code _ACCESS_KEY}, {@code _SECRET_KEY} and {@code _REGION}. */
    public static ObjectStoreConfig fromEnvironment() {
        return from(System.getenv());
    }

    /** @throws IllegalArgumentException naming the variable that is missing */
    public static ObjectStoreConfig from(Map<String, String> environment) {
        return new ObjectStoreConfig(
                required(environment, "APOPTOSIS_S3_ENDPOINT"),
                environment.getOrDefault("APOPTOSIS_S3_BUCKET", "apoptosis"),
                required(environment, "APOPTOSIS_S3_ACCESS_KEY"),
                required(environment, "APOPTOSIS_S3_SECRET_KEY"),
                environment.getOrDefault("APOPTOSIS_S3_REGION", DEFAULT_REGION));
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "the environment variable " + name + " is not set; the object store needs it");
        }
        return value;
    }

    /** Without the secret, which must not reach a log. */
    @Override
    public String toString() {
        return "ObjectStoreConfig[endpoint=%s, bucket=%s, region=%s]".formatted(endpoint, bucket, region);
    }
}
