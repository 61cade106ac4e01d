package com.lehnz.imports;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.pipeline.OriginTracker.Settled;
import com.lehnz.pipeline.Position;
import com.lehnz.web.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a file's rows are with the workers.
 *
 * @param applied rows that are stored
 * @param failed rows that were set aside as dead letters
 * @param errors why, {@value FileInspector#REPORTED} at most
 * @param positions offset of the last row that is counted here, per log: a row that is delivered again counts once
 */
record Progress(
        @JsonProperty("applied") long applied,
        @JsonProperty("failed") long failed,
        @JsonProperty("errors") List<Problem> errors,
        @JsonProperty("positions") Map<String, Long> positions) {

    static final Progress NONE = new Progress(0, 0, List.of(), Map.of());

    /** Lists are read without the errors. */
    Progress(long applied, long failed, @Nullable List<Problem> errors, Map<String, Long> positions) {
        this.applied = applied;
        this.failed = failed;
        this.errors = Objects.requireNonNullElse(errors, List.of());
        this.positions = positions;
    }

    long settled() {
        return applied + failed;
    }

    /**
     * @param what the field that a row's problem is with
     * @return this very one where all of the rows were counted before
     */
    Progress with(List<Settled> rows, String what) {
        long stored = applied;
        long setAside = failed;
        List<Problem> problems = new ArrayList<>(errors);
        Map<String, Long> last = new HashMap<>(positions);
        for (Settled row : rows) {
            Position position = row.position();
            Long counted = last.get(position.log());
            if (counted != null && position.offset() <= counted) {
                continue;
            }
            last.put(position.log(), position.offset());
            String reason = row.rejected();
            if (reason == null) {
                stored++;
            } else {
                setAside++;
                if (problems.size() < FileInspector.REPORTED) {
                    problems.add(Problem.ofRow(row.origin().row(), what, reason));
                }
            }
        }
        return stored + setAside == settled() ? this : new Progress(stored, setAside, problems, last);
    }
}
