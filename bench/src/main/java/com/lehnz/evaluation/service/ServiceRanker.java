package com.lehnz.evaluation.service;

import com.lehnz.evaluation.protocol.Catalog;
import com.lehnz.evaluation.ranking.Case;
import com.lehnz.evaluation.ranking.Ranker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The service's order of items, by one strategy or endpoint. Safe for several threads. */
public final class ServiceRanker implements Ranker {
    private static final int LARGEST_PAGE = 100;
    private static final int MOST_PAGES = 10;

    private final Api api;
    private final Catalog catalog;
    private final Question question;
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger servedByItself = new AtomicInteger();

    /**
     * @param name a strategy, or the path of a flat endpoint
     * @param run appended to the ids of users
     */
    public ServiceRanker(Api api, Catalog catalog, String name, String run) {
        this.api = api;
        this.catalog = catalog;
        this.question = new Question(name, run);
    }

    @Override
    public String name() {
        return question.name();
    }

    /** The share of answers that the strategy gave itself; null for endpoints, which do not say. */
    public @Nullable Double servedByItself() {
        return question.isFlat() ? null : servedByItself.doubleValue() / asked.get();
    }

    /** Turns pages where excluded items take up the first. */
    @Override
    public int[] rank(Case asking, int k) {
        int limit = asking.excluded().isEmpty() ? k : LARGEST_PAGE;
        List<Integer> items = new ArrayList<>();
        boolean more = true;
        for (int page = 1; more && items.size() < k && page <= MOST_PAGES; page++) {
            JsonNode answer = api.post(question.path(), question.body(asking, catalog, page, limit));
            question.items(answer).stream()
                    .map(this::number)
                    .filter(item -> !asking.excluded().contains(item))
                    .forEach(items::add);
            more = question.hasNext(answer);
            if (page == 1) {
                asked.incrementAndGet();
                servedByItself.addAndGet(question.isServedByItself(answer) ? 1 : 0);
            }
        }
        return items.stream().limit(k).mapToInt(Integer::intValue).toArray();
    }

    private int number(String id) {
        Integer number = catalog.find(id);
        if (number == null) {
            throw new ServiceException(
                    "The service recommends '%s', which is not of this log: load it into an empty shop".formatted(id));
        }
        return number;
    }
}
