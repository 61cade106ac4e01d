package com.lehnz.embeddings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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
 * words, sorted by name; joined by {@code ". "}, each value once. Attribute names count by their words, however they are
 * written: {@code GlutenFree}, {@code gluten_free} and {@code gluten-free} are the same. Markup and repeated white space go; so do prices, ids, links, dates, ratings and
 * bare numbers, which say nothing about what the item is. A value is cut at {@value #MAX_VALUE} characters and the text
 * at {@value #MAX_TEXT}: more than the bundled model reads (128 tokens), about what larger models do (512).
 */
public final class ItemText {
    /** Changes whenever the rule does: texts of two versions are not comparable, so items must be embedded again. */
    public static final int VERSION = 2;

    static final int MAX_TEXT = 2_000;
    static final int MAX_VALUE = 1_200;
    private static final int MAX_NAME = 100;
    /** Values that are looked at: silent ones never fill a text. */
    private static final int MAX_VALUES = 2_000;
    /** Values nested deeper than this are left out: they are structure, not words. */
    private static final int MAX_DEPTH = 4;

    private static final List<Set<String>> LEADING = List.of(
            Set.of("name", "title", "product", "productname", "producttitle", "itemname"),
            Set.of("category", "categories", "categorypath", "department", "maincategory"),
            Set.of("subcategory", "subcategories"),
            Set.of("type", "producttype", "itemtype", "style"),
            Set.of("brand", "brandname", "manufacturer", "vendor"),
            Set.of("description", "shortdescription", "longdescription", "productdescription", "summary"));

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[_\\-\\s]+|(?<=[\\p{Ll}\\d])(?=\\p{Lu})");
    private static final Pattern SILENT_NAME =
            Pattern.compile("(.* )?(\\S*(price|image|photo|thumbnail|barcode|timestamp)s?\\d*"
                    + "|(product|item|image|photo|picture|page|thumb)?(url|link)s?\\d*"
                    + "|costs?|currency|ratings?|stock|popularity)( .*)?"
                    + "|(.* )?(date|time|datetime|sku|gtin|ean|upc|asin|mpn|isbn|hash|slug|pid)"
                    + "|(.* )?(uniq|product|item|parent|brand|category|variant|store|seller|supplier|group|external)?ids?"
                    + "|(created|updated|published).*");
    private static final Pattern SILENT_VALUE =
            Pattern.compile("[-+\\d\\s.,:/%$€£#]*|\\d{4}-\\d\\d-\\d\\dT\\S*|[0-9a-fA-F-]{16,}|\\S{60,}"
                    + "|(?i:yes|no|n a|none|null|unknown|true|false)");
    private static final Pattern MARKUP =
            Pattern.compile("<[^<>]{1,200}>|&[a-zA-Z]{2,8};|&#\\d{1,6};|(?i:https?://|www\\.)\\S+");
    /** White space, and what stands between the categories of a path. */
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}\\u00a0>»|/]+");

    private ItemText() {}

    /**
     * Composes the text of any attributes whatsoever.
     *
     * @param attributes as parsed from JSON: strings, numbers, booleans, nulls, lists and maps in any nesting
     * @return at most {@value #MAX_TEXT} characters; empty when no attribute reads as words
     */
    public static String of(Map<String, ? extends @Nullable Object> attributes) {
        Map<String, Attribute> rest = byName(attributes);
        Text text = new Text();
        for (Set<String> names : LEADING) {
            for (String name : names.stream().sorted().toList()) {
                text.add(rest.remove(name), 0);
            }
        }
        rest.values().forEach(attribute -> text.add(attribute, 0));
        return text.toString();
    }

    /** @param name its words in lower case */
    private record Attribute(String name, @Nullable Object value) {
        String plainName() {
            return name.replace(" ", "");
        }
    }

    /** By their words without spaces, sorted. Of several that are the same, the first as they are written counts. */
    private static Map<String, Attribute> byName(Map<?, ? extends @Nullable Object> attributes) {
        Map<String, Attribute> byName = new TreeMap<>();
        attributes.entrySet().stream()
                .sorted(Comparator.comparing(entry -> String.valueOf(entry.getKey())))
                .map(entry -> new Attribute(words(String.valueOf(entry.getKey())), entry.getValue()))
                .forEach(attribute -> byName.putIfAbsent(attribute.plainName(), attribute));
        return byName;
    }

    private static String words(String name) {
        return BETWEEN_WORDS
                .matcher(cut(name, MAX_NAME))
                .replaceAll(" ")
                .strip()
                .toLowerCase(Locale.ROOT);
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
        private int values;

        void add(@Nullable Attribute attribute, int depth) {
            if (attribute == null
                    || isFull()
                    || SILENT_NAME.matcher(attribute.name()).matches()) {
                return;
            }
            addValue(attribute.name(), attribute.value(), depth);
        }

        private boolean isFull() {
            return length >= MAX_TEXT || values >= MAX_VALUES;
        }

        private void addValue(String name, @Nullable Object value, int depth) {
            if (isFull() || depth > MAX_DEPTH) {
                return;
            }
            values++;
            switch (value) {
                case String words -> addWords(words);
                case Collection<?> list -> list.forEach(element -> addValue(name, element, depth + 1));
                case Map<?, ?> map -> byName(map).values().forEach(nested -> add(nested, depth + 1));
                // "vegan": true says what "vegan" says; null, false and numbers say nothing.
                case Boolean flag when flag -> addWords(name);
                case null, default -> {}
            }
        }

        private void addWords(String raw) {
            String words = MARKUP.matcher(cut(raw, 2 * MAX_VALUE)).replaceAll(" ");
            words = cut(SPACE.matcher(words).replaceAll(" ").strip(), MAX_VALUE);
            words = withoutFinalStop(words);
            if (!SILENT_VALUE.matcher(words).matches() && seen.add(words.toLowerCase(Locale.ROOT))) {
                parts.add(words);
                length += words.length() + 2;
            }
        }

        private static String withoutFinalStop(String words) {
            int end = words.length();
            while (end > 0 && (words.charAt(end - 1) == '.' || words.charAt(end - 1) == ' ')) {
                end--;
            }
            return words.substring(0, end);
        }

        @Override
        public String toString() {
            return cut(String.join(". ", parts), MAX_TEXT);
        }
    }
}
