package com.lehnz.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.lehnz.catalog.ItemFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProfileRuleTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Duration HALF_LIFE = Duration.ofDays(14);
    private static final ProfileProperties PROPERTIES = new ProfileProperties(
            20, 5, HALF_LIFE, Duration.ofDays(120), 100, Duration.ofMinutes(1), Duration.ofMinutes(30));
    private static final ProfileRule RULE = new ProfileRule(PROPERTIES);
    private static final TasteRule TASTE = new TasteRule(PROPERTIES, "model");

    private static final Map<String, ItemFacts> FACTS = Map.of(
            "east", facts("Boots", 1, 0),
            "north", facts("Coffee", 0, 1),
            "west", facts("Boots", -1, 0),
            "words", new ItemFacts("no vector", "Books", null, null, null));

    @Test
    void theOrderInWhichEventsArriveDoesNotMatter() {
        Random random = new Random(1);
        List<Interaction> interactions = new ArrayList<>();
        List<String> items = List.of("east", "north", "words", "unknown");
        for (int i = 0; i < 60; i++) {
            interactions.add(interaction(
                    "e" + i,
                    items.get(random.nextInt(items.size())),
                    random.nextInt(4) - 1,
                    NOW.minusSeconds(random.nextInt(40) * 86_400L)));
        }
        Profile expected = learn(Profile.EMPTY, interactions);
        for (int round = 0; round < 50; round++) {
            Collections.shuffle(interactions, random);
            Profile profile = Profile.EMPTY;
            for (int from = 0; from < interactions.size(); ) {
                int to = Math.min(interactions.size(), from + 1 + random.nextInt(20));
                profile = learn(profile, interactions.subList(from, to));
                from = to;
            }
            assertThat(profile.recent()).isEqualTo(expected.recent());
            assertThat(profile.taste().categories()).isEqualTo(expected.taste().categories());
            assertThat(profile.taste().interestVector())
                    .isEqualTo(expected.taste().interestVector());
        }
    }

    /** Whoever is merged into whom, in whatever order and however often: one profile of everything comes out. */
    @Test
    void profilesOfManyIdsMergeIntoTheProfileOfOne() {
        Random random = new Random(2);
        List<String> items = List.of("east", "north", "words", "unknown");
        for (int round = 0; round < 100; round++) {
            List<Interaction> all = new ArrayList<>();
            List<Profile> ids = new ArrayList<>(Collections.nCopies(4, Profile.EMPTY));
            for (int i = 0; i < 40; i++) {
                var interaction = interaction(
                        "e" + i,
                        items.get(random.nextInt(4)),
                        random.nextInt(4) - 1,
                        NOW.minusSeconds(random.nextInt(40) * 86_400L));
                all.add(interaction);
                int id = random.nextInt(4);
                ids.set(id, learn(ids.get(id), List.of(interaction)));
            }
            Collections.shuffle(ids, random);
            Profile merged = Profile.EMPTY;
            for (Profile id : ids) {
                merged = RULE.merge(RULE.merge(merged, id), random.nextBoolean() ? id : Profile.EMPTY);
            }
            Profile expected = learn(Profile.EMPTY, all);
            assertThat(merged.recent()).isEqualTo(expected.recent());
            assertThat(TASTE.renew(merged, FACTS).taste().categories())
                    .isEqualTo(expected.taste().categories());
        }
    }

    @Test
    void anEventThatComesAgainChangesNothing() {
        Profile once = learn(Profile.EMPTY, List.of(view("a", "east", 0), view("b", "north", 1)));
        Profile twice = learn(once, List.of(view("b", "north", 1), view("a", "east", 0)));

        assertThat(twice.recent()).isEqualTo(once.recent());
        assertThat(twice.taste().interestVector()).isEqualTo(once.taste().interestVector());
        assertThat(learn(Profile.EMPTY, List.of(view("a", "east", 0), view("a", "east", 0)))
                        .recent())
                .hasSize(1);
    }

    @Test
    void interestsHalveWithEveryHalfLife() {
        Profile profile = learn(Profile.EMPTY, List.of(view("new", "east", 0), view("old", "north", 14)));

        assertThat(profile.taste().categories().get("Boots")).isCloseTo(2.0 / 3, within(1e-9));
        assertThat(profile.taste().categories().get("Coffee")).isCloseTo(1.0 / 3, within(1e-9));
        assertVector(profile, 2 / Math.sqrt(5), 1 / Math.sqrt(5));
    }

    @Test
    void dislikesPushAway() {
        Profile disliked = learn(Profile.EMPTY, List.of(view("a", "north", 0), interaction("b", "east", -1, NOW)));

        assertVector(disliked, -1 / Math.sqrt(2), 1 / Math.sqrt(2));
        assertThat(disliked.taste().categories()).containsOnlyKeys("Coffee");
    }

    @Test
    void aVectorThatPointsNowhereIsNone() {
        assertThat(learn(Profile.EMPTY, List.of(view("a", "east", 0), view("b", "west", 0)))
                        .taste()
                        .interestVector())
                .isNull();
        assertThat(learn(Profile.EMPTY, List.of(view("a", "words", 0), view("b", "unknown", 0)))
                        .taste()
                        .interestVector())
                .isNull();
    }

    @Test
    void historyFromTheBeginningOfTimeIsBounded() {
        Profile profile =
                learn(Profile.EMPTY, List.of(view("new", "east", 0), interaction("old", "north", 1e9, Instant.EPOCH)));

        assertVector(profile, 1, 0);
        assertThat(profile.taste().categories().values())
                .allSatisfy(share -> assertThat(share).isBetween(0.0, 1.0));
    }

    @Test
    void profilesKeepNoMoreThanConfigured() {
        List<Interaction> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            many.add(new Interaction("e" + i, "item" + i, "purchase", null, 10, NOW.plusSeconds(i)));
        }
        Profile profile = learn(Profile.EMPTY, many);

        assertThat(profile.recent())
                .hasSize(20)
                .first()
                .extracting(Interaction::eventId)
                .isEqualTo("e99");
        assertThat(profile.purchased())
                .extracting(Purchase::itemId)
                .containsExactly("item99", "item98", "item97", "item96", "item95");
    }

    @Test
    void whatIsBoughtAgainIsRememberedOnceAndFirst() {
        Profile before = learn(Profile.EMPTY, List.of(buy("a", "east", 2), buy("b", "north", 1)));

        assertThat(before.purchased()).extracting(Purchase::itemId).containsExactly("north", "east");
        assertThat(learn(before, List.of(buy("c", "east", 0))).purchased())
                .extracting(Purchase::itemId)
                .containsExactly("east", "north");
    }

    @Test
    void anOldPurchaseThatArrivesLateStaysOld() {
        Profile before = learn(Profile.EMPTY, List.of(buy("a", "north", 0)));

        assertThat(learn(before, List.of(buy("b", "east", 5))).purchased())
                .extracting(Purchase::itemId)
                .containsExactly("north", "east");
    }

    private static void assertVector(Profile profile, double... expected) {
        float[] vector = Objects.requireNonNull(profile.taste().interestVector());
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) vector[i]).isCloseTo(expected[i], within(1e-6));
        }
    }

    private static Profile learn(Profile profile, List<Interaction> added) {
        return TASTE.renew(RULE.add(profile, added, LastRecords.NONE), FACTS);
    }

    private static Interaction view(String id, String item, int daysAgo) {
        return interaction(id, item, 1, NOW.minus(Duration.ofDays(daysAgo)));
    }

    private static Interaction buy(String id, String item, int daysAgo) {
        return new Interaction(id, item, "purchase", null, 10, NOW.minus(Duration.ofDays(daysAgo)));
    }

    private static Interaction interaction(String id, String item, double weight, Instant at) {
        return new Interaction(id, item, "view", null, weight, at);
    }

    private static ItemFacts facts(String category, float @Nullable ... vector) {
        return new ItemFacts(null, category, null, null, vector);
    }
}
