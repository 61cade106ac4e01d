package com.lehnz.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForwardDecayTest {
    private static final long NOW = Instant.parse("2026-01-31T12:00:00Z").toEpochMilli();
    private static final ForwardDecay DECAY = new ForwardDecay(Duration.ofHours(6));

    private record Weighted(double weight, long at) {
        static Weighted random(Random random) {
            return new Weighted(Math.exp(random.nextGaussian() * 3), NOW - random.nextLong(20L * 24 * 3_600_000));
        }
    }

    @Test
    void anEventCountsForHalfAfterAHalfLife() {
        double date = DECAY.date(8, NOW);

        assertThat(DECAY.count(date, NOW)).isCloseTo(8, within(1e-6));
        assertThat(DECAY.count(date, NOW + Duration.ofHours(6).toMillis())).isCloseTo(4, within(1e-6));
        assertThat(DECAY.count(date, NOW + Duration.ofHours(18).toMillis())).isCloseTo(1, within(1e-6));
    }

    @Test
    void theDateStandsForTheSumOfDecayedWeights() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            List<Weighted> events = events(random, 1 + random.nextInt(50));
            double expected = 0;
            for (Weighted event : events) {
                double halfLives =
                        (NOW - event.at()) / (double) DECAY.halfLife().toMillis();
                expected += event.weight() * Math.pow(0.5, halfLives);
            }
            assertThat(DECAY.count(sum(events), NOW)).isCloseTo(expected, within(expected * 1e-6));
        }
    }

    @Test
    void theOrderOfEventsDoesNotMatterNorHowTheyAreGrouped() {
        Random random = new Random(2);
        for (int round = 0; round < 200; round++) {
            List<Weighted> events = events(random, 2 + random.nextInt(50));
            double inOrder = sum(events);
            int middle = 1 + random.nextInt(events.size() - 1);
            double inGroups = DECAY.add(sum(events.subList(middle, events.size())), sum(events.subList(0, middle)));
            Collections.shuffle(events, random);

            assertThat(sum(events)).isCloseTo(inOrder, within(0.01));
            assertThat(inGroups).isCloseTo(inOrder, within(0.01));
        }
    }

    @Test
    void theLaterDateIsTheHigherCountAtAnyMoment() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            double one = sum(events(random, 1 + random.nextInt(5)));
            double other = sum(events(random, 1 + random.nextInt(5)));
            long moment = NOW + random.nextLong(Duration.ofDays(10).toMillis());

            assertThat(Double.compare(DECAY.count(one, moment), DECAY.count(other, moment)))
                    .isEqualTo(Double.compare(one, other));
        }
    }

    @Test
    void extremesStayFinite() {
        double ancient = DECAY.date(1e-9, Instant.EPOCH.toEpochMilli());
        double hot = DECAY.date(1e12, Instant.parse("2100-01-01T00:00:00Z").toEpochMilli());

        assertThat(DECAY.add(ancient, hot)).isEqualTo(hot);
        assertThat(DECAY.add(hot, ancient)).isEqualTo(hot);
        assertThat(DECAY.count(ancient, NOW)).isZero();
        assertThat(DECAY.count(
                        DECAY.add(hot, hot),
                        Instant.parse("2100-01-01T00:00:00Z").toEpochMilli()))
                .isCloseTo(2e12, within(1e7));
    }

    private static List<Weighted> events(Random random, int count) {
        List<Weighted> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(Weighted.random(random));
        }
        return events;
    }

    private static double sum(List<Weighted> events) {
        return events.stream()
                .mapToDouble(event -> DECAY.date(event.weight(), event.at()))
                .reduce(DECAY::add)
                .orElseThrow();
    }
}
