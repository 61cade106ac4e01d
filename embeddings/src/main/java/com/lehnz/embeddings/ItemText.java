package com.lehnz.embeddings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one rule that composes an item's text from its attributes.
 *
 * <p>In this order: name, category (from wide to narrow), brand, description, then every other attribute that reads as
 * words, sorted by name; joined by {@code ". "}, each value once. Attribute names count regardless of case and of
 * {@code _}, {@code -} and spaces. Markup and repeated white space go; so do prices, ids, links, dates, ratings and
 * bare numbers, which say nothing about what the item is. A value is cut at {@value #MAX_VALUE} characters and the text
 * at {@value #MAX_TEXT}: more than the bundled model reads (128 tokens), about what larger models do (512).
 */
public final class ItemText {
    /** Changes whenever the rule does: texts of two versions are not comparable, so items must be embedded again. */
    public static final int VERSION = 1;

    static final int MAX_TEXT = 2_000;
    static final int MAX_VALUE = 1_200;
    private static final int MAX_NAME = 100;
    /** Values nested deeper than this are left out: they are structure, not words. */
    private static final int MAX_DEPTH = 4;

    private static final List<Set<String>> LEADING = List.of(
            Set.of("name", "title", "product", "productname", "producttitle", "itemname"),
            Set.of("category", "categories", "categorypath", "department", "maincategory"),
            Set.of("subcategory", "subcategories"),
            Set.of("type", "producttype", "itemtype", "style"),
            Set.of("brand", "brandname", "manufacturer", "vendor"),
            Set.of("description", "shortdescription", "longdescription", "productdescription", "summary"));

    private static final Pattern NAME_NOISE = Pattern.compile("[_\\-\\s]");
    private static final Pattern SILENT_NAME = Pattern.compile(
            ".*(price|cost|currency|url|link|image|photo|thumbnail|rating|stock|popularity|timestamp|barcode).*"
                    + "|.*(date|time)|(created|updated|published).*|(sku|gtin|ean|upc|asin|mpn|isbn|hash|slug|pid)"
                    + "|(uniq|product|item|parent|brand|category|variant|store|seller|supplier|group|external)?id");
    private static final Pattern SILENT_VALUE =
            Pattern.compile("[-+\\d\\s.,:/%$€£#]*|https?://\\S*|\\d{4}-\\d\\d-\\d\\dT\\S*|[0-9a-fA-F-]{16,}|\\S{60,}"
                    + "|(?i:yes|no|n a|none|null|unknown|true|false)");
    private static final Pattern MARKUP = Pattern.compile("<[^<>]{1,200}>|&[a-zA-Z]{2,8};|&#\\d{1,6};");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}\\u00a0]+");
    private static final Pattern FINAL_STOP = Pattern.compile("[.\\s]+$");
    private static final Pattern PATH_SEPARATOR = Pattern.compile("\\s*(>+|»|\\||/)\\s*");

    private ItemText() {}

    /**
     * Composes the text of any attributes whatsoever.
     *
     * @param attributes as parsed from JSON: strings, numbers, booleans, nulls, lists and maps in any nesting
     * @return at most {@value #MAX_TEXT} characters; empty when no attribute reads as words
     */
    public static String of(Map<String, ? extends @Nullable Object> attributes) {
        Map<String, @Nullable Object> rest = sorted(attributes);
        Text text = new Text();
        for (Set<String> names : LEADING) {
            for (String name : names.stream().sorted().toList()) {
                text.add(name, rest.remove(name), 0);
            }
        }
        for (Map.Entry<String, @Nullable Object> entry : rest.entrySet()) {
            if (text.isFull()) {
                break;
            }
            text.add(entry.getKey(), entry.getValue(), 0);
        }
        return text.toString();
    }

    /** By plain name: {@code "Product_Name"} and {@code "product name"} are the same attribute. */
    private static Map<String, @Nullable Object> sorted(Map<?, ? extends @Nullable Object> attributes) {
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        attributes.forEach((name, value) -> sorted.putIfAbsent(plain(String.valueOf(name)), value));
        return sorted;
    }

    private static String plain(String name) {
        return NAME_NOISE.matcher(cut(name, MAX_NAME).toLowerCase(Locale.ROOT)).replaceAll("");
    }

    private static String cut(String value, int length) {
        if (value.length() <= length) {
            return value;
        }
        return value.substring(0, Character.isHighSurrogate(value.charAt(length - 1)) ? length - 1 : length);
    }

    /** The words collected so far. */
    private static final class Text {
        private final Set<String> seen = new HashSet<>();
        private final List<String> parts = new ArrayList<>();
        private int length;

        boolean isFull() {
            return length >= MAX_TEXT;
        }

        void add(String name, @Nullable Object value, int depth) {
            if (isFull() || depth > MAX_DEPTH || SILENT_NAME.matcher(name).matches()) {
                return;
            }
            switch (value) {
                case String words -> addWords(words);
                case Collection<?> list -> list.forEach(element -> add(name, element, depth + 1));
                case Map<?, ?> map -> sorted(map).forEach((key, nested) -> add(key, nested, depth + 1));
                // "vegan": true says what "vegan" says; null, false and numbers say nothing.
                case Boolean flag when flag -> addWords(name);
                case null, default -> {}
            }
        }

        private void addWords(String raw) {
            String words = MARKUP.matcher(cut(raw, 2 * MAX_VALUE)).replaceAll(" ");
            words = PATH_SEPARATOR.matcher(words).replaceAll(" ");
            words = cut(SPACE.matcher(words).replaceAll(" ").strip(), MAX_VALUE);
            words = FINAL_STOP.matcher(words).replaceAll("");
            if (!SILENT_VALUE.matcher(words).matches() && seen.add(words.toLowerCase(Locale.ROOT))) {
                parts.add(words);
                length += words.length() + 2;
            }
        }

        @Override
        public String toString() {
            return cut(String.join(". ", parts), MAX_TEXT);
        }
    }
}
