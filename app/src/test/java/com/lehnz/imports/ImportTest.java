package com.lehnz.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.imports.Import.Status;
import com.lehnz.pipeline.Origin;
import com.lehnz.pipeline.OriginTracker.Settled;
import com.lehnz.pipeline.Position;
import com.lehnz.web.Problem;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How an import gets from queued to done, whatever is delivered twice. */
class ImportTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Import STARTED = new Import(
            "org",
            "id",
            ImportKind.ITEMS,
            "catalog.csv",
            ImportMode.REJECT,
            new Inspection(Format.CSV, 10, 0, List.of()),
            Progress.NONE,
            "ada@example.com",
            NOW,
            null,
            null,
            null);

    private static Settled row(String log, long offset, @Nullable String rejected) {
        return new Settled(new Origin("id", offset + 2), new Position(log, offset), rejected);
    }

    private static List<Settled> rows(String log, long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(offset -> row(log, offset, null))
                .toList();
    }

    @Test
    void rowsThatAreDeliveredAgainCountOnce() {
        Import half = STARTED.with(rows("a/0", 0, 3)).with(rows("a/1", 0, 2));
        Import again = half.with(rows("a/0", 0, 5)).with(rows("a/1", 1, 2));

        assertThat(half.progress().applied()).isEqualTo(5);
        assertThat(again.progress().applied()).isEqualTo(7);
        assertThat(again.with(rows("a/0", 0, 5))).isSameAs(again);
    }

    @Test
    void rowsThatWereSetAsideAreCountedAndNamed() {
        Import done = STARTED.with(rows("a/0", 0, 9)).with(List.of(row("a/1", 0, "no room")));

        assertThat(done.progress().applied()).isEqualTo(9);
        assertThat(done.progress().failed()).isEqualTo(1);
        assertThat(done.progress().errors()).containsExactly(Problem.ofRow(2, "item", "no room"));
        assertThat(done.isSettled()).isTrue();
    }

    @Test
    void itIsDoneWhenItIsLiveAndFailedWhenNobodyQueuesItAnyMore() {
        Instant later = NOW.plus(Import.LONGEST_QUEUEING).plusSeconds(1);

        assertThat(STARTED.status(NOW)).isEqualTo(Status.QUEUED);
        assertThat(STARTED.status(later)).isEqualTo(Status.FAILED);
        assertThat(STARTED.failure(later)).contains("send the file again");
        assertThat(STARTED.failed("Kafka was away").status(NOW)).isEqualTo(Status.FAILED);

        Import queued = STARTED.queued(NOW);
        assertThat(queued.status(later)).isEqualTo(Status.QUEUED);
        assertThat(queued.with(rows("a/0", 0, 5)).status(later)).isEqualTo(Status.PROCESSING);
        assertThat(queued.with(rows("a/0", 0, 10)).status(later)).isEqualTo(Status.PROCESSING);
        assertThat(queued.with(rows("a/0", 0, 10)).live(later).status(later)).isEqualTo(Status.DONE);
    }

    @Test
    void itIsDoneThoughNobodyCouldSayThatAllWasQueued() {
        Import all = STARTED.with(rows("a/0", 0, 10));

        assertThat(all.failure(NOW.plus(Import.LONGEST_QUEUEING).plusSeconds(1)))
                .isNull();
    }
}
