package com.lehnz.imports;

import com.lehnz.web.Problem;
import tools.jackson.databind.node.ObjectNode;

/** What stands in a row of a file. */
sealed interface Row {

    /**
     * A record, whose fields nobody has looked at yet.
     *
     * @param number as {@link Problem#row}
     */
    record Read(long number, ObjectNode record) implements Row {}

    /** No record, though the rows after it can be read. */
    record Broken(Problem problem) implements Row {}
}
