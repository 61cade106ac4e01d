package com.lehnz.evaluation.ranking;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Vector multiplication session-based kNN (Ludewig and Jannach 2018, "Evaluation of Session-based Recommendation
 * Algorithms"), as in the authors' session-rec: of the most recent sessions that share an item with the present one, the
 * most similar speak for their items. Later clicks of the present session count more, both in the similarity and, by the
 * latest click that is shared, in the score; rare items get a bonus.
 */
public final class Vsknn {
    private static final int SAMPLE = 2_000;
    private static final int NEIGHBOURS = 200;
    private static final double RARITY_WEIGHT = 10;

    private final Rows sessions;
    private final List<int[]> sessionsOfItems;
    private final double[] rarity;

    private record Neighbour(int session, double similarity) {}

    private Vsknn(Rows sessions) {
        this.sessions = sessions.distinct();
        this.sessionsOfItems = sessions.rowsOfItems();
        this.rarity = rarity(sessions);
    }

    /** @param sessions in order of their ends */
    public static Baseline of(Rows sessions) {
        Vsknn vsknn = new Vsknn(sessions);
        return new Baseline(
                "VSKNN (k %d, sample %,d)".formatted(NEIGHBOURS, SAMPLE), question -> vsknn.scores(question.history()));
    }

    /** Inverse session frequency, scaled to between 0 and 1. */
    private static double[] rarity(Rows sessions) {
        double[] rarity = Arrays.stream(sessions.counts())
                .map(count -> count == 0 ? Double.NaN : Math.log(sessions.rows().size() / count))
                .toArray();
        double least = Arrays.stream(rarity).filter(Double::isFinite).min().orElse(0);
        double most = Arrays.stream(rarity).filter(Double::isFinite).max().orElse(1);
        return Arrays.stream(rarity)
                .map(value -> most > least && Double.isFinite(value) ? (value - least) / (most - least) : 0)
                .toArray();
    }

    private double[] scores(int[] history) {
        Map<Integer, Integer> latest = new HashMap<>();
        for (int position = 0; position < history.length; position++) {
            latest.put(history[position], position + 1);
        }
        double[] scores = new double[sessions.items()];
        for (Neighbour neighbour : neighbours(latest, history.length)) {
            int[] items = sessions.rows().get(neighbour.session());
            int shared = Arrays.stream(items)
                    .map(item -> latest.getOrDefault(item, 0))
                    .max()
                    .orElse(0);
            double decay = Math.max(0, 1 - 0.1 * (history.length - shared + 1));
            for (int item : items) {
                scores[item] += neighbour.similarity() * (1 + RARITY_WEIGHT * rarity[item]) * decay;
            }
        }
        return scores;
    }

    private List<Neighbour> neighbours(Map<Integer, Integer> latest, int length) {
        TreeSet<Integer> candidates = new TreeSet<>(Comparator.reverseOrder());
        latest.keySet().forEach(item -> Arrays.stream(sessionsOfItems.get(item)).forEach(candidates::add));
        return candidates.stream()
                .limit(SAMPLE)
                .map(session -> new Neighbour(session, similarity(session, latest, length)))
                .sorted(Comparator.comparingDouble(Neighbour::similarity).reversed())
                .limit(NEIGHBOURS)
                .toList();
    }

    private double similarity(int session, Map<Integer, Integer> latest, int length) {
        return Arrays.stream(sessions.rows().get(session))
                        .filter(latest::containsKey)
                        .mapToDouble(item -> 1 / Math.log10(length - latest.getOrDefault(item, 0) + 1.7))
                        .sum()
                / latest.size();
    }
}
