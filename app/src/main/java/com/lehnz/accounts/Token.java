package com.lehnz.accounts;

import com.lehnz.engine.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A secret that names what it opens: an id to look it up by, and 256 random bits whose hash is all that is kept.
 */
record Token(String id, String secret) {
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]{22})\\.([A-Za-z0-9_-]{43})");
    private static final SecureRandom RANDOM = new SecureRandom();

    static Token random() {
        return of(text(16));
    }

    /** A new secret for what has an id already. */
    static Token of(String id) {
        return new Token(id, text(32));
    }

    /** Null for what is no token. */
    static @Nullable Token parse(String text) {
        var match = FORM.matcher(text);
        return match.matches() ? new Token(match.group(1), match.group(2)) : null;
    }

    String text() {
        return id + "." + secret;
    }

    String hash() {
        return Sha256.hex(secret);
    }

    /** In constant time. */
    boolean hasHash(String hash) {
        return MessageDigest.isEqual(
                hash.getBytes(StandardCharsets.US_ASCII), hash().getBytes(StandardCharsets.US_ASCII));
    }

    /** Never in a log. */
    @Override
    public String toString() {
        return "Token " + id;
    }

    static String text(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
