package com.lehnz.accounts;

import com.lehnz.engine.Sha256;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * A key as its owner holds it: shown once, never stored. Its randomness (32 of 62 characters, 190 bits) is what makes a
 * plain SHA-256 safe to store.
 */
public record ApiKey(KeyType type, String secret) {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 32;
    private static final Pattern FORM = Pattern.compile("lehnz_[ps]k_[0-9A-Za-z]{" + LENGTH + "}");
    private static final SecureRandom RANDOM = new SecureRandom();

    static ApiKey random(KeyType type) {
        String tail = RANDOM.ints(LENGTH, 0, ALPHABET.length())
                .collect(StringBuilder::new, (text, i) -> text.append(ALPHABET.charAt(i)), StringBuilder::append)
                .toString();
        return new ApiKey(type, type.prefix() + tail);
    }

    /** Whether this could be a key at all: what could not is not looked up. */
    static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    String lastFour() {
        return secret.substring(secret.length() - 4);
    }

    static String hash(String secret) {
        return Sha256.hex(secret);
    }

    /** Never in a log. */
    @Override
    public String toString() {
        return type.prefix() + "…" + lastFour();
    }
}
