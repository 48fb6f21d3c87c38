package io.apoptosis.gateway.access;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which role a request needs. Whatever is not named here needs one: an endpoint that nobody thought of is not open. */
public final class Rules {
    /** Health, the guides, and the page itself, which shows nothing before it has asked the interface. */
    private static final Pattern PUBLIC =
            Pattern.compile("/|/index\\.html|/page\\.css|/favicon\\.svg|/(js|lib)/[A-Za-z0-9_./-]+\\.js"
                    + "|/docs(/[A-Za-z0-9_./-]+\\.(md|jpg|yaml))?|/q/health(/[a-z]+)?");

    private static final Set<String> LOOKING = Set.of("GET", "HEAD", "OPTIONS");
    private static final String DEAD_LETTERS = "/api/v1/dead-letters";

    private Rules() {}

    /** Whether the request changes nothing. */
    public static boolean looks(String method) {
        return LOOKING.contains(method);
    }

    /** @param path normalized; empty where nobody has to say who they are */
    static Optional<Role> needed(String method, String path) {
        boolean looking = looks(method);
        if (looking && PUBLIC.matcher(path).matches() && !path.contains("..")) {
            return Optional.empty();
        }
        if (path.startsWith(DEAD_LETTERS)) {
            // They hold what others have submitted, and sending them again acts on others' runs.
            return Optional.of(Role.ADMIN);
        }
        return Optional.of(looking ? Role.VIEWER : Role.OPERATOR);
    }
}
