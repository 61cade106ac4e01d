package com.lehnz.evaluation.protocol;

import com.lehnz.evaluation.log.Interaction;
import com.lehnz.evaluation.log.Split;
import com.lehnz.evaluation.protocol.Experiment.Round;
import com.lehnz.evaluation.ranking.Case;
import com.lehnz.evaluation.ranking.ItemKnn;
import com.lehnz.evaluation.ranking.Popularity;
import com.lehnz.evaluation.ranking.Rows;
import com.lehnz.evaluation.ranking.Vsknn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is clicked next? Asked after every click of every session of the test part but the last one, as in the session-rec
 * benchmarks. The n-th round holds the sessions' n-th clicks.
 */
final class NextInSession {
    private static final int K = 20;

    private NextInSession() {}

    /** Whatever is clicked next, be it what was clicked before. */
    static Experiment anyItem(Split.Parts parts) {
        return of(parts, false);
    }

    /** Only clicks on items that are new to the session count; the others are excluded from lists. */
    static Experiment newItem(Split.Parts parts) {
        return of(parts, true);
    }

    private static Experiment of(Split.Parts parts, boolean onlyNew) {
        Catalog catalog = new Catalog(parts.training());
        List<List<Interaction>> sessions =
                List.copyOf(Groups.bySession(catalog, parts.test()).values());
        Rows rows = Groups.sessionRows(catalog, parts.training());
        return new Experiment(
                catalog,
                K,
                rows,
                rounds(catalog, sessions, onlyNew),
                List.of(
                        () -> Popularity.of(rows),
                        () -> Popularity.recent(
                                catalog.size(), Groups.taken(catalog, parts.training()), Duration.ofDays(1)),
                        () -> ItemKnn.ofLast("item-kNN (last click, shrunk cosine, 100)", rows, 0.5, 0.5, 20, 100),
                        () -> Vsknn.of(rows)),
                List.of("session_based", "/recommend/session", "frequently-consumed-together"));
    }

    private static List<Round> rounds(Catalog catalog, List<List<Interaction>> sessions, boolean onlyNew) {
        List<Round> rounds = new ArrayList<>();
        int longest = sessions.stream().mapToInt(List::size).max().orElse(0);
        for (int step = 0; step + 1 < longest; step++) {
            int clicked = step;
            List<List<Interaction>> going = sessions.stream()
                    .filter(session -> session.size() > clicked + 1)
                    .toList();
            List<Case> cases = going.stream()
                    .map(session -> question(session.getFirst().user(), Groups.numbers(catalog, session), clicked))
                    .map(question -> onlyNew ? withoutRepeats(question) : question)
                    .filter(question -> !question.wanted().isEmpty())
                    .toList();
            rounds.add(new Round(
                    going.stream().map(session -> session.get(clicked)).toList(), cases));
        }
        return rounds;
    }

    private static Case question(String user, int[] items, int clicked) {
        return new Case(user, items[clicked], Arrays.copyOf(items, clicked + 1), Set.of(), Set.of(items[clicked + 1]));
    }

    private static Case withoutRepeats(Case question) {
        Set<Integer> seen = Arrays.stream(question.history()).boxed().collect(Collectors.toSet());
        Set<Integer> wanted = new HashSet<>(question.wanted());
        wanted.removeAll(seen);
        return new Case(question.user(), question.context(), question.history(), seen, wanted);
    }
}
