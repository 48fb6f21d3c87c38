package io.apoptosis.gateway.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Tokens of the gateway's own file; any other is the OpenID provider's business. */
@ApplicationScoped
public class TokenMechanism implements HttpAuthenticationMechanism {
    private static final String BEARER = "Bearer ";
    private static final SecurityIdentity NOBODY = QuarkusSecurityIdentity.builder()
            .setPrincipal(new QuarkusPrincipal(""))
            .setAnonymous(true)
            .build();

    private final AccessMode mode;
    private final TokenFile tokens;

    TokenMechanism(AccessMode mode, TokenFile tokens) {
        this.mode = mode;
        this.tokens = tokens;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        if (!mode.guarded()) {
            // Whoever brings a token to a gateway that asks for none is as welcome as anybody.
            return Uni.createFrom().item(NOBODY);
        }
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Uni.createFrom().nullItem();
        }
        String token = header.substring(BEARER.length()).strip();
        if (!token.startsWith(AccessToken.PREFIX)) {
            return Uni.createFrom().nullItem();
        }
        Optional<AccessToken> known = tokens.find(token);
        return known.isPresent()
                ? Uni.createFrom().item(identity(known.get()))
                : Uni.createFrom().failure(new AuthenticationFailedException("an unknown token"));
    }

    private static SecurityIdentity identity(AccessToken token) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(token.name()))
                .addRole(token.role().label())
                .build();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }

    /** Before the OpenID mechanism, which would take our tokens for damaged ones of its own. */
    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 1000;
    }
}
