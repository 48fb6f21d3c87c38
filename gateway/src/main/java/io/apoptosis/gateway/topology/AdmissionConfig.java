package io.apoptosis.gateway.topology;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** See {@link io.apoptosis.pipeline.admission.AdmissionPolicy}. */
@ConfigMapping(prefix = "apoptosis.admission")
public interface AdmissionConfig {
    @WithDefault("8")
    int perOwner();

    @WithDefault("32")
    int total();

    @WithDefault("4")
    int patience();
}
