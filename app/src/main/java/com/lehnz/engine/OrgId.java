package com.lehnz.engine;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * An organization, as every read and write of the engine needs one. It is part of index names and document ids, hence
 * the narrow alphabet: lower-case letters and digits only, so that nothing can be smuggled into a name.
 */
public record OrgId(String value) {
    private static final Pattern VALID = Pattern.compile("[a-z0-9]{8,24}");
    private static final SecureRandom RANDOM = new SecureRandom();

    public OrgId {
        if (!isOne(value)) {
            throw new IllegalArgumentException("not an organization id: " + value);
        }
    }

    public static boolean isOne(String text) {
        return VALID.matcher(text).matches();
    }

    public static OrgId random() {
        return new OrgId(RANDOM.ints(16, 0, 36)
                .mapToObj(digit -> Character.toString(Character.forDigit(digit, 36)))
                .reduce("", String::concat));
    }

    @Override
    public String toString() {
        return value;
    }
}
