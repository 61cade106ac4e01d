package com.lehnz.accounts;

import java.text.Normalizer;
import java.util.Locale;

/** An organization's name as it could stand in an address: no two organizations' are the same. */
final class Slug {
    private static final int LONGEST = 60;

    private Slug() {}

    /** Lower-case letters, digits and single hyphens; empty where the name has no Latin letter or digit. */
    static String of(String name) {
        String slug = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return slug.length() <= LONGEST ? slug : slug.substring(0, LONGEST);
    }
}
