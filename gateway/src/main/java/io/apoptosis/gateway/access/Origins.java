package io.apoptosis.gateway.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a request comes from where it seems to come from: a foreign web page makes browsers send requests, too. */
final class Origins {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private Origins() {}

    /** Another site's script asks: browsers name the site that does. */
    static boolean foreign(@Nullable String origin, @Nullable String host) {
        return origin != null && (host == null || !authority(origin).equalsIgnoreCase(host));
    }

    /** A name that some web site has pointed at this machine (DNS rebinding). */
    static boolean loopback(@Nullable String host) {
        return host != null && LOOPBACK.contains(host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT));
    }

    private static String authority(String origin) {
        try {
            String authority = new URI(origin).getAuthority();
            return authority == null ? "" : authority;
        } catch (URISyntaxException e) {
            return "";
        }
    }
}
