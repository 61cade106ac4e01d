package com.lehnz.embeddings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ItemTextTest {

    @Test
    void leadsWithNameCategoryBrandDescriptionAndSortsTheRest() {
        Map<String, Object> attributes = Map.of(
                "material", "steel",
                "description", "Keeps drinks cold.",
                "brand", "Borealis",
                "colour", "blue",
                "category", "Kitchen > Bottles",
                "name", "Trail bottle");
        assertThat(ItemText.of(attributes))
                .isEqualTo("Trail bottle. Kitchen Bottles. Borealis. Keeps drinks cold. blue. steel");
    }

    @Test
    void doesNotDependOnTheOrderInWhichAttributesArrive() {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("size", "large");
        one.put("fit", Map.of("b", "loose", "a", "long"));
        one.put("name_", "Blouse");
        one.put("name", "Shirt");
        Map<String, Object> other = new LinkedHashMap<>();
        other.put("name", "Shirt");
        other.put("name_", "Blouse");
        other.put("fit", Map.of("a", "long", "b", "loose"));
        other.put("size", "large");
        assertThat(ItemText.of(one)).isEqualTo(ItemText.of(other)).isEqualTo("Shirt. long. loose. large");
    }

    @Test
    void readsTheNamesCatalogsCommonlyUse() {
        assertThat(ItemText.of(Map.of("Product_Name", "Garlic oil", "SUB-CATEGORY", "Hair care", "type", "Serum")))
                .isEqualTo("Garlic oil. Hair care. Serum");
    }

    @Test
    void leavesOutWhatSaysNothingAboutTheItem() {
        Map<String, Object> attributes = new HashMap<>(Map.of(
                "name", "Lamp",
                "price", "19.99",
                "image_url", "https://example.com/lamp.jpg",
                "created_at", "2026-01-01T00:00:00Z",
                "height", 40,
                "uniq_id", "c2d766ca982eca8304150849735ffef9",
                "fingerprint", "c2d766ca982eca8304150849735ffef9",
                "organic", false,
                "sku", "LAMP"));
        attributes.put("nothing", null);
        assertThat(ItemText.of(attributes)).isEqualTo("Lamp");
    }

    @Test
    void namesAreSilentByWholeWords() {
        Map<String, Object> spoken = new LinkedHashMap<>();
        spoken.put("costume_theme", "Halloween");
        spoken.put("curlPattern", "loose");
        spoken.put("operating_system", "Linux");
        spoken.put("stocking-size", "tall");
        assertThat(ItemText.of(spoken)).isEqualTo("Halloween. loose. Linux. tall");
        assertThat(ItemText.of(
                        Map.of("imageUrl", "front", "Sale Price", "ask us", "seller_id", "acme", "eta_time", "soon")))
                .isEmpty();
    }

    @Test
    void namesAreSilentInOneWordToo() {
        assertThat(ItemText.of(
                        Map.of("imageurl", "front", "photo1", "back", "listprice", "ask us", "productid", "acme")))
                .isEmpty();
    }

    @Test
    void linksAreNoWords() {
        assertThat(ItemText.of(Map.of(
                        "name", "Tea", "manual", "https://example.com/a/b", "story", "See www.example.com/x for more")))
                .isEqualTo("Tea. See for more");
    }

    @Test
    void saysTheNameOfWhatIsTrueAndTheElementsOfLists() {
        assertThat(ItemText.of(Map.of("name", "Bar", "gluten_free", true, "tags", List.of("snack", "nuts", 3))))
                .isEqualTo("Bar. gluten free. snack. nuts");
    }

    @Test
    void saysAValueOnceAndWithoutMarkup() {
        assertThat(ItemText.of(Map.of("name", "Tea", "title", "tea", "description", "<p>Green&nbsp;<b>tea</b></p>")))
                .isEqualTo("Tea. Green tea");
    }

    @Test
    void isEmptyWhenNothingReadsAsWords() {
        assertThat(ItemText.of(Map.of("price", 3, "id", "x"))).isEmpty();
    }

    @Test
    @Timeout(10)
    void staysBoundedOnHostileAttributes() {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("blank", Collections.nCopies(400, " ".repeat(2_400)));
        attributes.put("dots", Collections.nCopies(400, "......".repeat(400) + "x"));
        attributes.put("silent", Collections.nCopies(400_000, "1"));
        for (int i = 0; i < 5_000; i++) {
            attributes.put("attribute " + i, "value " + i);
        }
        attributes.put("name", "x y ".repeat(10_000));
        attributes.put("k".repeat(40_000), "🎁".repeat(20_000));
        attributes.put("description", "<".repeat(40_000));
        attributes.put("deep", nested(30));
        attributes.put("mixed", List.of(1, List.of(Map.of("a", List.of()))));
        assertThat(ItemText.of(attributes)).startsWith("x y x y").hasSizeLessThanOrEqualTo(ItemText.MAX_TEXT);
    }

    @Test
    void doesNotCutACharacterInHalf() {
        String text = ItemText.of(Map.of("name", "x " + "🎁 ".repeat(2_000)));
        assertThat(Character.isHighSurrogate(text.charAt(text.length() - 1))).isFalse();
    }

    private static Object nested(int levels) {
        return levels == 0 ? "bottom" : Map.of("level", List.of(nested(levels - 1)));
    }
}
