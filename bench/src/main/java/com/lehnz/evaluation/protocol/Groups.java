package com.lehnz.evaluation.protocol;

import com.lehnz.evaluation.log.Interaction;
import com.lehnz.evaluation.ranking.Popularity.Taken;
import com.lehnz.evaluation.ranking.Rows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Interactions with items of the catalog by what they belong to. */
final class Groups {
    private Groups() {}

    /** By users that the log knows: each one's items, the first time first. */
    static Map<String, Set<Integer>> byUser(Catalog catalog, List<Interaction> interactions) {
        Map<String, Set<Integer>> users = new LinkedHashMap<>();
        for (Interaction each : interactions) {
            if (each.known() && catalog.holds(each)) {
                users.computeIfAbsent(each.user(), first -> new LinkedHashSet<>())
                        .add(catalog.number(each));
            }
        }
        return users;
    }

    /**
     * By session, in order of the sessions' ends.
     *
     * @throws IllegalArgumentException when the log has none
     */
    static Map<String, List<Interaction>> bySession(Catalog catalog, List<Interaction> interactions) {
        LinkedHashMap<String, List<Interaction>> sessions = new LinkedHashMap<>();
        for (Interaction each : interactions) {
            if (each.session() != null && catalog.holds(each)) {
                List<Interaction> session = sessions.getOrDefault(each.session(), new ArrayList<>());
                session.add(each);
                sessions.putLast(each.session(), session);
            }
        }
        if (sessions.isEmpty()) {
            throw new IllegalArgumentException("This protocol needs a log with sessions or baskets: 'columns.session'");
        }
        return sessions;
    }

    static int[] numbers(Catalog catalog, List<Interaction> interactions) {
        return interactions.stream().mapToInt(catalog::number).toArray();
    }

    static int[] array(Set<Integer> items) {
        return items.stream().mapToInt(Integer::intValue).toArray();
    }

    static Rows sessionRows(Catalog catalog, List<Interaction> training) {
        return new Rows(
                catalog.size(),
                bySession(catalog, training).values().stream()
                        .map(session -> numbers(catalog, session))
                        .toList());
    }

    static List<Taken> taken(Catalog catalog, List<Interaction> training) {
        return training.stream()
                .map(each -> new Taken(catalog.number(each), each.time()))
                .toList();
    }
}
