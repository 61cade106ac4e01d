package com.lehnz.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a body, so that the caller hears of everything at once. */
public final class Problems {
    /** As many as an array may have records, so that a loader can set all bad ones aside. */
    private static final int REPORTED = 1_000;

    private final List<Problem> problems = new ArrayList<>();

    void add(@Nullable Integer index, String field, String message) {
        if (problems.size() < REPORTED) {
            problems.add(Problem.of(index, field, message));
        }
    }

    public List<Problem> all() {
        return List.copyOf(problems);
    }

    /** @throws ApiException 400 with every problem, if there is any */
    public void throwIfAny() {
        if (!problems.isEmpty()) {
            throw ApiException.invalid(problems);
        }
    }

    /** @throws ApiException 422 with the first problem, if there is any */
    public void throwUnprocessableIfAny() {
        if (!problems.isEmpty()) {
            Problem first = problems.getFirst();
            throw ApiException.unprocessable(first.field(), first.message());
        }
    }
}
