package com.lehnz.strategy;

import com.lehnz.engine.ItemHit;
import com.lehnz.query.Boost;
import com.lehnz.query.Candidates;
import com.lehnz.query.Filter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One composed search.
 *
 * @param candidates what scores; an item that several find scores their sum
 * @param boosts what the sum is multiplied by
 * @param restrictions what must hold beyond what the caller asked
 * @param diversity the second pass over the best that the search found, where there is one
 * @param reason why an item is in the list: the signal that put it there, short
 */
public record Plan(
        List<Candidates> candidates,
        List<Boost> boosts,
        List<Filter> restrictions,
        Optional<Diversity> diversity,
        Function<ItemHit, String> reason) {

    static Plan of(Function<ItemHit, String> reason, Candidates... candidates) {
        return of(reason, List.of(candidates));
    }

    static Plan of(Function<ItemHit, String> reason, List<Candidates> candidates) {
        return new Plan(candidates, List.of(), List.of(), Optional.empty(), reason);
    }

    Plan times(Boost... more) {
        List<Boost> all = Stream.concat(boosts.stream(), Stream.of(more)).toList();
        return new Plan(candidates, all, restrictions, diversity, reason);
    }

    Plan within(Filter... more) {
        List<Filter> all = Stream.concat(restrictions.stream(), Stream.of(more)).toList();
        return new Plan(candidates, boosts, all, diversity, reason);
    }

    Plan diversified(Diversity pass) {
        return new Plan(candidates, boosts, restrictions, Optional.of(pass), reason);
    }

    Plan because(Function<ItemHit, String> other) {
        return new Plan(candidates, boosts, restrictions, diversity, other);
    }

    /** Whether a search with a longer reach would find more. */
    public boolean growsWithReach() {
        return candidates.stream().anyMatch(Candidates.Near.class::isInstance);
    }

    /** The same without a second pass. */
    public Plan plain() {
        return new Plan(candidates, boosts, restrictions, Optional.empty(), reason);
    }
}
