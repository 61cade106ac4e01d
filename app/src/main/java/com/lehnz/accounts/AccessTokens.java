package com.lehnz.accounts;

import com.nimbusds.jose.jwk.source.ImmutableSecret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Short-lived JWTs: signed by one node, believed by all that have the same key, without asking anybody. */
@Component
@EnableConfigurationProperties(AccountProperties.class)
public class AccessTokens {
    private static final Logger log = LoggerFactory.getLogger(AccessTokens.class);
    private static final String ISSUER = "lehnz";
    private static final String EMAIL = "email";
    private static final String SESSION = "sid";
    private static final int KEY_BYTES = 32;

    private final JwtEncoder encoder;
    private final ReactiveJwtDecoder decoder;
    private final Duration lifetime;
    private final Clock clock;

    AccessTokens(AccountProperties properties, Clock clock) {
        SecretKey key = key(properties.signingKey());
        this.encoder = new NimbusJwtEncoder(new ImmutableSecret<>(key));
        this.decoder = decoder(key);
        this.lifetime = properties.accessToken();
        this.clock = clock;
    }

    /** A key as {@code lehnz.accounts.signing-key} takes it. */
    public static String randomKey() {
        return Base64.getEncoder()
                .encodeToString(Token.text(KEY_BYTES).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    private static SecretKey key(@Nullable String configured) {
        if (configured == null || configured.isBlank()) {
            log.warn("lehnz.accounts.signing-key is not set: access tokens are good on this node only, until it stops");
            return key(randomKey());
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(configured.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("lehnz.accounts.signing-key must be Base64", e);
        }
        if (bytes.length < KEY_BYTES) {
            throw new IllegalStateException("lehnz.accounts.signing-key must have at least 32 bytes");
        }
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    private static ReactiveJwtDecoder decoder(SecretKey key) {
        NimbusReactiveJwtDecoder decoder = NimbusReactiveJwtDecoder.withSecretKey(key)
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
        decoder.setJwtValidator(JwtValidators.createDefaultWithIssuer(ISSUER));
        return decoder;
    }

    Duration lifetime() {
        return lifetime;
    }

    String issue(Person person, String session) {
        Instant now = clock.instant();
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .issuer(ISSUER)
                .subject(person.id())
                .claim(EMAIL, person.email())
                .claim(SESSION, session)
                .issuedAt(now)
                .expiresAt(now.plus(lifetime))
                .build();
        return encoder.encode(JwtEncoderParameters.from(
                        JwsHeader.with(MacAlgorithm.HS256).build(), claims))
                .getTokenValue();
    }

    /** Whose token it is; empty where it is nobody's, or no longer. */
    public Mono<Login> read(String token, String address) {
        return decoder.decode(token)
                .map(jwt -> new Login(
                        Objects.requireNonNull(jwt.getSubject()),
                        Objects.requireNonNull(jwt.getClaimAsString(EMAIL)),
                        Objects.requireNonNull(jwt.getClaimAsString(SESSION)),
                        address))
                .onErrorResume(JwtException.class, invalid -> Mono.empty());
    }
}
