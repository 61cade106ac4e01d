package com.lehnz.evaluation;

import com.lehnz.evaluation.log.Log;
import com.lehnz.evaluation.log.LogReader;
import com.lehnz.evaluation.log.Mapping;
import com.lehnz.evaluation.log.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which log, how to read it, and where it is split. */
final class LogOptions {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The log: CSV files, plain or .gz.")
    private List<Path> files = List.of();

    @Option(
            names = "--mapping",
            required = true,
            description = "What its columns mean: online-retail, yoochoose, movielens-100k, or a YAML file.")
    private String mapping = "";

    @Option(names = "--items", description = "A second file with a row per item, where the mapping knows of one.")
    private @Nullable Path items;

    @Option(
            names = "--split",
            description = "Where the test begins: a date, a moment such as 2011-11-01T00:00:00Z, or a share of each "
                    + "user's events such as 80%% (default: what the mapping says).")
    private @Nullable String split;

    private record Read(Mapping mapping, Log log, Split split, Split.Parts parts) {}

    private @Nullable Read read;

    private Read read() throws IOException {
        if (read == null) {
            Mapping columns = Mapping.of(mapping);
            String where = split == null ? columns.split() : split;
            if (where == null) {
                throw new IllegalArgumentException("The mapping has no split of its own: say --split");
            }
            Log log = LogReader.read(columns, files, items);
            Split at = Split.parse(where);
            read = new Read(columns, log, at, at.apply(log.interactions()));
        }
        return read;
    }

    String mappingName() {
        return mapping;
    }

    Mapping mapping() throws IOException {
        return read().mapping();
    }

    Log log() throws IOException {
        return read().log();
    }

    Split.Parts parts() throws IOException {
        return read().parts();
    }

    String splitText() throws IOException {
        return switch (read().split()) {
            case Split.At(var time) -> "split at " + time;
            case Split.PerUser(var share) -> "split at %.0f %% of each user's events".formatted(100 * share);
        };
    }
}
