package com.lehnz.imports;

import com.lehnz.web.Problem;
import java.util.List;

/** A file of which some rows cannot even be told apart: none of it can be imported, whatever the mode. */
public final class UnreadableFileException extends RuntimeException {
    private final transient List<Problem> problems;

    UnreadableFileException(List<Problem> problems) {
        super(problems.getFirst().message());
        this.problems = problems;
    }

    UnreadableFileException(long row, String field, String message) {
        this(List.of(Problem.ofRow(row, field, message)));
    }

    /** At least one. */
    public List<Problem> problems() {
        return problems;
    }
}
