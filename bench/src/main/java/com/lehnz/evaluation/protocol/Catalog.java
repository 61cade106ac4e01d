package com.lehnz.evaluation.protocol;

import com.lehnz.evaluation.log.Interaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The items that there are, and so the only ones that can be recommended or wanted: those of the training part. */
public final class Catalog {
    private final List<String> ids;
    private final Map<String, Integer> numbers = new HashMap<>();

    public Catalog(List<Interaction> training) {
        TreeSet<String> sorted = new TreeSet<>();
        training.forEach(each -> sorted.add(each.item()));
        ids = new ArrayList<>(sorted);
        ids.forEach(id -> numbers.put(id, numbers.size()));
    }

    public int size() {
        return ids.size();
    }

    public String id(int number) {
        return ids.get(number);
    }

    /** Null where there is no such item. */
    public @Nullable Integer find(String id) {
        return numbers.get(id);
    }

    boolean holds(Interaction interaction) {
        return numbers.containsKey(interaction.item());
    }

    int number(Interaction interaction) {
        return Objects.requireNonNull(numbers.get(interaction.item()));
    }
}
