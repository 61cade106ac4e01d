package com.lehnz.demo;

import com.lehnz.demo.Vocabulary.Category;
import com.lehnz.demo.Vocabulary.Subcategory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Fills the shelves: every product line of a category contributes at most one item per sub-category. */
final class CatalogGenerator {

    /** Twelve categories of six shelves make 1,008 items. */
    static final int ITEMS_PER_SHELF = 14;

    private record Line(String brand, String name, double priceLevel) {}

    private record Kind(String noun, double price) {}

    private record Draft(Line line, String kind, double price, String description, Map<String, Object> details) {}

    private final Dice dice;
    private int items;

    CatalogGenerator(long seed) {
        dice = new Dice(seed);
    }

    Catalog generate(Vocabulary vocabulary) {
        List<Catalog.Shelf> shelves = new ArrayList<>();
        for (Category category : vocabulary.categories()) {
            for (Subcategory subcategory : category.subcategories()) {
                shelves.add(shelf(category, subcategory));
            }
        }
        return new Catalog(shelves);
    }

    private Catalog.Shelf shelf(Category category, Subcategory subcategory) {
        List<Draft> drafts = drafts(category, subcategory);
        double averagePrice =
                drafts.stream().mapToDouble(Draft::price).average().orElseThrow();
        List<Double> popularities = popularities();
        List<Product> products = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            products.add(new Product(
                    item(category, subcategory, draft, popularities.get(i)),
                    subcategory.name(),
                    draft.line().brand(),
                    draft.price(),
                    i,
                    draft.price() / averagePrice,
                    popularities.get(i)));
        }
        return new Catalog.Shelf(
                subcategory.name(),
                category.category(),
                List.copyOf(category.brands().keySet()),
                subcategory.goesWith(),
                dice.skewed(0.6),
                products);
    }

    private List<Draft> drafts(Category category, Subcategory subcategory) {
        List<Line> lines = new ArrayList<>();
        category.brands()
                .forEach((brand, b) -> b.lines().forEach(line -> lines.add(new Line(brand, line, b.priceLevel()))));
        List<Line> chosen = dice.shuffled(lines).subList(0, ITEMS_PER_SHELF);
        List<Kind> kinds = new ArrayList<>();
        subcategory.kinds().forEach((noun, price) -> kinds.add(new Kind(noun, price)));
        List<String> descriptions = descriptions(subcategory);
        List<Draft> drafts = new ArrayList<>();
        for (int i = 0; i < chosen.size(); i++) {
            Line line = chosen.get(i);
            Kind kind = kinds.get(i % kinds.size());
            Map<String, Object> details = new LinkedHashMap<>();
            subcategory.attributes().forEach((name, values) -> details.put(name, dice.pick(values)));
            double price = shopPrice(kind.price() * line.priceLevel() * dice.between(0.9, 1.12));
            drafts.add(new Draft(line, kind.noun(), price, fill(descriptions.get(i), details), details));
        }
        return drafts;
    }

    /** Every pair of sentences is used at most once on a shelf, so no two descriptions are the same. */
    private List<String> descriptions(Subcategory subcategory) {
        List<String> pairs = new ArrayList<>();
        for (String about : subcategory.about()) {
            for (String detail : subcategory.detail()) {
                pairs.add(about + " " + detail);
            }
        }
        return dice.shuffled(pairs);
    }

    private static String fill(String text, Map<String, Object> details) {
        for (Map.Entry<String, Object> detail : details.entrySet()) {
            text = text.replace("{" + detail.getKey() + "}", detail.getValue().toString());
        }
        // A value may have landed at the start of a sentence.
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** Few products are popular and many are not (Zipf), in an order that has nothing to do with the shelf's. */
    private List<Double> popularities() {
        List<Double> weights = new ArrayList<>();
        for (int rank = 1; rank <= ITEMS_PER_SHELF; rank++) {
            weights.add(Math.pow(rank, -1.1));
        }
        return dice.shuffled(weights);
    }

    private DemoItem item(Category category, Subcategory subcategory, Draft draft, double popularity) {
        Line line = draft.line();
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("name", line.brand() + " " + line.name() + " " + draft.kind());
        attributes.put("category", category.category());
        attributes.put("subcategory", subcategory.name());
        attributes.put("brand", line.brand());
        attributes.put("price", draft.price());
        attributes.put("description", draft.description());
        attributes.putAll(draft.details());
        attributes.put("rating", Math.round(dice.between(3.4, 4.9) * 10) / 10.0);
        attributes.put("review_count", (int) (popularity * dice.between(100, 300)));
        attributes.put("in_stock", dice.chance(0.95));
        return new DemoItem("itm_%04d".formatted(++items), "product", "active", attributes);
    }

    /** The way price tags end: 12.95, 128.95, 449. */
    private static double shopPrice(double price) {
        if (price >= 200) {
            return Math.round(price / 10) * 10 - 1;
        }
        return Math.round((Math.max(1, Math.round(price)) - 0.05) * 100) / 100.0;
    }
}
