package io.apoptosis.worker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code apoptosis.s3.*}; from the environment {@code APOPTOSIS_S3_ENDPOINT} and so on. */
@ConfigMapping(prefix = "apoptosis.s3")
interface StoreSettings {
    String endpoint();

    @WithDefault("apoptosis")
    String bucket();

    String accessKey();

    String secretKey();

    @WithDefault("us-east-1")
    String region();
}
