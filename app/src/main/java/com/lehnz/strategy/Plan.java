package com.lehnz.strategy;

import com.lehnz.engine.Hits;
import com.lehnz.query.Candidates;
import com.lehnz.query.Filter;
import java.util.List;
import java.util.function.Function;

/**
 * One composed search.
 *
 * @param candidates what scores; an item that several find scores their sum
 * @param restrictions what must hold beyond what the caller asked
 * @param reason why an item is in the list: the signal that put it there, short
 */
public record Plan(List<Candidates> candidates, List<Filter> restrictions, Function<Hits.Hit, String> reason) {

    static Plan of(Candidates candidates, Function<Hits.Hit, String> reason) {
        return new Plan(List.of(candidates), List.of(), reason);
    }
}
