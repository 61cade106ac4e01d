package com.lehnz.imports;

import com.lehnz.web.ApiException;
import com.lehnz.web.Problem;

/** What somebody is told whose file cannot be imported. */
final class Refusals {
    private Refusals() {}

    /** @throws ApiException 400 when nothing of the file is to be imported */
    static Inspection require(Inspection inspection, ImportMode mode) {
        if (inspection.rows() == 0) {
            throw ApiException.badRequest("There are no rows in the file", "Part 'file' is invalid");
        }
        if (inspection.rejected() == 0 || mode == ImportMode.SKIP && inspection.accepted() > 0) {
            return inspection;
        }
        String count = "%d of %d row%s %s malformed"
                .formatted(
                        inspection.rejected(),
                        inspection.rows(),
                        inspection.rows() == 1 ? "" : "s",
                        inspection.rejected() == 1 ? "is" : "are");
        throw ApiException.invalidFile(
                "Nothing is imported, %s: %s"
                        .formatted(count, sentence(inspection.errors().getFirst())),
                count,
                inspection.errors());
    }

    static Throwable translate(Throwable error) {
        return switch (error) {
            case UnreadableFileException e ->
                ApiException.invalidFile(
                        "Nothing is imported, the file cannot be read: "
                                + sentence(e.problems().getFirst()),
                        "Part 'file' is invalid",
                        e.problems());
            case TooLargeFileException e ->
                ApiException.tooLarge(String.valueOf(e.getMessage()), "Split it into several files");
            default -> error;
        };
    }

    private static String sentence(Problem problem) {
        return "%s (row %d)".formatted(problem.message(), problem.row());
    }
}
