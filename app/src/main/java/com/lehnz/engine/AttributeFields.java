package com.lehnz.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * How free-form attributes are spelt in the items index, for those who write it and those who ask: a path is the dotted
 * way to a leaf, and every spelling is bounded whatever a shop sends.
 */
public final class AttributeFields {
    /** No longer way to a value can be asked for. */
    public static final int LONGEST_PATH = 512;

    private static final int LONGEST = 200;
    private static final int KEPT_OF_LONGER = 120;
    /** Nothing else is encoded like this. */
    private static final String EMPTY = "%";

    private AttributeFields() {}

    /** A path as {@code exists} asks for it. */
    public static String path(String path) {
        return bounded(path);
    }

    /** A leaf as equality asks for it: strings without regard to case, numbers by value, so that 80 is 80.0 and "80". */
    public static String facet(String path, Object value) {
        String text = value instanceof Number number ? canonical(number) : value.toString();
        return bounded(path.replace("\\", "\\\\").replace("=", "\\=")) + "=" + bounded(text.toLowerCase(Locale.ROOT));
    }

    /** A path as a field name: OpenSearch would take a dot for an object, and takes no empty name. */
    public static String field(String path) {
        String encoded = URLEncoder.encode(bounded(path), StandardCharsets.UTF_8)
                .replace(".", "%2E")
                .replace("*", "%2A");
        return encoded.isEmpty() ? EMPTY : encoded;
    }

    /** By value. With a fraction no more exactly than a double holds it, which it becomes wherever it is stored. */
    public static String canonical(Number number) {
        BigDecimal exact = switch (number) {
            case BigDecimal decimal
            when decimal.scale() > 0 && Double.isFinite(decimal.doubleValue()) ->
                BigDecimal.valueOf(decimal.doubleValue());
            case BigDecimal decimal -> decimal;
            case BigInteger integer -> new BigDecimal(integer);
            case Double d when !Double.isFinite(d) -> null;
            case Double d -> BigDecimal.valueOf(d);
            case Float f when !Float.isFinite(f) -> null;
            case Float f -> new BigDecimal(f.toString());
            default -> BigDecimal.valueOf(number.longValue());
        };
        return exact == null ? number.toString() : digits(exact.stripTrailingZeros());
    }

    /** As people write it, and filters out of a page's address have it; with an exponent where that would take too long. */
    private static String digits(BigDecimal number) {
        return Math.abs(number.scale()) <= LONGEST ? number.toPlainString() : number.toString();
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST
                ? text
                : cut(text, KEPT_OF_LONGER) + "#" + Sha256.hex(text).substring(0, 32);
    }

    /** The beginning of a text, never ending in the middle of a character. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
