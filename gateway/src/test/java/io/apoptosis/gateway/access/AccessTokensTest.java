package io.apoptosis.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessTokensTest {
    private static final String ADA = "apoptosis_ada";
    private static final String BOB = "apoptosis_bob";

    @Test
    void aTokenIsKnownByItsDigest() {
        AccessTokens tokens = AccessTokens.parse(
                "# people\n\n" + line("ada", "operator", ADA) + "\n" + line("bob@example.org", "admin", BOB) + "\n");

        assertThat(tokens.find(BOB)).hasValueSatisfying(token -> {
            assertThat(token.name()).isEqualTo("bob@example.org");
            assertThat(token.role()).isEqualTo(Role.ADMIN);
        });
        assertThat(tokens.find(ADA)).isPresent();
        assertThat(tokens.find("apoptosis_eve")).isEmpty();
        assertThat(tokens.find("")).isEmpty();
    }

    @Test
    void aLineThatIsNoneIsNamedButNotRepeated() {
        assertThatThrownBy(() -> AccessTokens.parse(line("ada", "operator", ADA) + "\nbob admin apoptosis_bob"))
                .hasMessageContaining("line 2")
                .hasMessageNotContaining("apoptosis_bob");
        assertThatThrownBy(() -> AccessTokens.parse(line("ada", "emperor", ADA)))
                .hasMessageContaining("line 1");
    }

    @Test
    void rolesIncludeEachOther() {
        assertThat(Role.ADMIN.includes(Role.VIEWER)).isTrue();
        assertThat(Role.VIEWER.includes(Role.OPERATOR)).isFalse();
        assertThat(Role.highest(Set.of("viewer", "admin", "offline_access"))).contains(Role.ADMIN);
        assertThat(Role.highest(Set.of("ADMIN"))).isEmpty();
    }

    static String line(String name, String role, String token) {
        return name + " " + role + " " + HexFormat.of().formatHex(AccessToken.digest(token));
    }
}
