package com.lehnz.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.pipeline.Offsets;
import com.lehnz.pipeline.Position;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an item remembers of the records that it has counted. */
class CountedTest {
    private final Recount.Counted counted = new Recount.Counted(Map.of("events/0", 20L, "exposures:impressions/0", 7L));

    @Test
    void everyRecordUpToTheLastOfItsPartitionIsCounted() {
        assertThat(counted.holds(new Position("events/0", 20))).isTrue();
        assertThat(counted.holds(new Position("events/0", 21))).isFalse();
        assertThat(counted.holds(new Position("events/1", 0))).isFalse();
        assertThat(new Recount.Counted(null).holds(new Position("events/0", 0)))
                .as("an item that nothing happened to")
                .isFalse();
    }

    @Test
    void impressionsMayBeCountedBeforeTheyAreStored() {
        assertThat(counted.isOf(new Offsets("impressions", Map.of(0, 7L, 1, 0L))))
                .as("the last that was counted is the first that is not stored")
                .isFalse();
        assertThat(counted.isOf(new Offsets("impressions", Map.of(0, 8L, 1, 0L))))
                .isTrue();
    }
}
