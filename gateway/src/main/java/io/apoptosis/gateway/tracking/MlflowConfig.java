package io.apoptosis.gateway.tracking;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code apoptosis.mlflow.*}: only who runs the gateway says where it sends to. */
@ConfigMapping(prefix = "apoptosis.mlflow")
public interface MlflowConfig {
    /** The tracking server, as {@code MLFLOW_TRACKING_URI} has it. Nothing is sent where it is not set. */
    Optional<URI> uri();

    /** Made if there is none of the name. */
    @WithDefault("apoptosis")
    String experiment();

    /** With a password, for HTTP's basic authentication. */
    Optional<String> username();

    Optional<String> password();

    /** A bearer token, in place of name and password. */
    Optional<String> token();

    /** The result files that are copied; of all of them the place and the checksum are noted. */
    @WithDefault("run.json,report.html")
    List<String> artifacts();

    /** Between two looks at what has changed. */
    @WithDefault("5s")
    Duration interval();

    /** While the server can't be reached, the interval is doubled from try to try, up to this. */
    @WithDefault("1m")
    Duration longestWait();
}
