package com.lehnz.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.lehnz.catalog.ItemFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TasteRuleTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final ProfileProperties PROPERTIES = new ProfileProperties(
            200, 500, Duration.ofDays(14), Duration.ofDays(120), 100, Duration.ofMinutes(1), Duration.ofMinutes(30));
    private static final ProfileRule PROFILE = new ProfileRule(PROPERTIES);
    private static final TasteRule TASTE = new TasteRule(PROPERTIES, "model");

    private static final Map<String, ItemFacts> FACTS = Map.of(
            "boots", new ItemFacts("Boots", "Shoes", "Acme", 100.0, new float[] {1, 0, 0}),
            "sandals", new ItemFacts("Sandals", "Shoes", "Bolt", 25.0, new float[] {0.8f, 0.6f, 0}),
            "beans", new ItemFacts("Beans", "Coffee", "Acme", 9.0, new float[] {0, 0, 1}));

    @Test
    void twoTastesAreTwoInterestsAndNotTheirMiddle() {
        Taste taste = taste(did("click", "boots", 3), did("click", "sandals", 2), did("click", "beans", 1));

        assertThat(taste.interests()).hasSize(2);
        Interest shoes = taste.interests().getFirst();
        assertThat(shoes.share()).isCloseTo(2.0 / 3, within(1e-4));
        assertThat(shoes.vector()[2]).isZero();
        assertThat(taste.interests().getLast().vector()).containsExactly(0, 0, 1);
        assertThat(Objects.requireNonNull(taste.interestVector())[0]).isGreaterThan(0.3f);
        assertThat(Objects.requireNonNull(taste.interestVector())[2]).isGreaterThan(0.3f);
    }

    @Test
    void whatIsDislikedMoreThanLikedIsNoInterest() {
        Taste taste = taste(did("click", "boots", 3), did("view", "beans", 2), did("remove_from_cart", "beans", 1));

        assertThat(taste.interests()).hasSize(1);
        assertThat(taste.categories()).containsOnlyKeys("Shoes");
    }

    @Test
    void aVisitEndsAfterAPauseAndStaysTogetherUnderItsId() {
        Taste taste = taste(
                did("view", "boots", 300),
                did("view", "beans", 100),
                visit("click", "sandals", 60, "phone"),
                did("view", "boots", 20),
                visit("purchase", "sandals", 10, "phone"));

        assertThat(taste.sessions()).hasSize(4);
        Session phone = taste.sessions().getFirst();
        assertThat(phone.purchased()).isTrue();
        assertThat(phone.startedAt()).isEqualTo(NOON.minus(Duration.ofMinutes(60)));
        assertThat(phone.items()).extracting(WeightedItem::itemId).containsExactly("sandals");
        assertThat(taste.sessions().get(1).purchased()).isFalse();
    }

    /** As where the shop's server reports the purchase. */
    @Test
    void aPurchaseWithoutASessionEndsTheVisitOfTheMoment() {
        Taste taste = taste(visit("view", "boots", 20, "browser"), did("purchase", "boots", 10));

        assertThat(taste.sessions()).hasSize(1);
        assertThat(taste.sessions().getFirst().purchased()).isTrue();
    }

    @Test
    void leftBehindIsWhatWasLikedInAVisitAndNotBoughtSince() {
        Taste taste = taste(
                did("add_to_cart", "sandals", 600),
                did("view", "boots", 599),
                did("view", "beans", 130),
                did("add_to_cart", "boots", 60),
                did("remove_from_cart", "boots", 50),
                did("view", "beans", 40),
                did("purchase", "beans", 30),
                did("purchase", "boots", 0));

        assertThat(taste.sessions()).hasSize(3);
        assertThat(leftBehind(taste, 0)).isNull();
        assertThat(leftBehind(taste, 1)).isNull();
        LeftBehind sandals = Objects.requireNonNull(leftBehind(taste, 2));
        assertThat(sandals.vector()).containsExactly(new float[] {0.8f, 0.6f, 0}, within(1e-4f));
        assertThat(sandals.categories()).containsExactly(Map.entry("Shoes", 1.0));
    }

    @Test
    void ofALongVisitAllThatWasLeftBehindIsKnown() {
        Taste taste = taste(IntStream.rangeClosed(1, 30)
                .mapToObj(i -> did("view", i + "th", 31 - i))
                .toArray(Interaction[]::new));

        List<String> listed = taste.sessions().getFirst().items().stream()
                .map(WeightedItem::itemId)
                .toList();
        List<String> others = Objects.requireNonNull(leftBehind(taste, 0)).others();
        assertThat(others).hasSize(10).doesNotContainAnyElementsOf(listed);
    }

    @Test
    void whatWasLeftBehindIsKeptOfTheLatestTwoVisits() {
        Taste taste = taste(did("view", "boots", 300), did("view", "beans", 200), did("view", "boots", 100));

        assertThat(leftBehind(taste, 0)).isNotNull();
        assertThat(leftBehind(taste, 1)).isNotNull();
        assertThat(leftBehind(taste, 2)).isNull();
        assertThat(Objects.requireNonNull(leftBehind(taste.readBy("another model"), 0))
                        .vector())
                .isNull();
    }

    private static @Nullable LeftBehind leftBehind(Taste taste, int visit) {
        return taste.sessions().get(visit).leftBehind();
    }

    @Test
    void ofALongVisitTheLastStepsAreKeptHoweverWeak() {
        List<Interaction> visit = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            visit.add(did("click", "clicked " + i, 39 - i));
        }
        for (int i = 0; i < 5; i++) {
            visit.add(did("view", "seen " + i, 9 - i));
        }

        assertThat(taste(visit.toArray(Interaction[]::new))
                        .sessions()
                        .getFirst()
                        .items())
                .hasSize(20)
                .extracting(WeightedItem::itemId)
                .startsWith("seen 4", "seen 3", "seen 2", "seen 1", "seen 0", "clicked 19");
    }

    /** Away from what they took back is no direction to go. */
    @Test
    void whatWasTakenBackIsNotWhatAVisitIsAbout() {
        Taste nothingElse = taste(did("add_to_cart", "boots", 3), did("remove_from_cart", "boots", 1));
        Taste beansToo =
                taste(did("view", "beans", 4), did("add_to_cart", "boots", 3), did("remove_from_cart", "boots", 1));

        assertThat(nothingElse.sessionVector()).isNull();
        assertThat(taste(did("remove_from_cart", "boots", 1)).interestVector()).isNull();
        assertThat(beansToo.sessionVector()).containsExactly(0, 0, 1);
        assertThat(beansToo.sessions().getFirst().items())
                .filteredOn(each -> each.weight() > 0)
                .extracting(WeightedItem::itemId)
                .containsExactly("beans");
    }

    @Test
    void ofALongVisitWhatCameClosestToBeingBoughtIsKept() {
        List<Interaction> visit = new ArrayList<>();
        visit.add(did("add_to_cart", "boots", 60));
        for (int i = 0; i < 40; i++) {
            visit.add(did("view", "seen " + i, 59 - i));
        }

        assertThat(taste(visit.toArray(Interaction[]::new))
                        .sessions()
                        .getFirst()
                        .items())
                .hasSize(20)
                .extracting(WeightedItem::itemId)
                .startsWith("seen 39", "seen 38")
                .endsWith("boots");
    }

    @Test
    void aCategoryInTwoSpellingsIsOne() {
        Map<String, ItemFacts> spelt = Map.of(
                "boots", new ItemFacts("Boots", "SHOES", "Acme", 100.0, null),
                "sandals", new ItemFacts("Sandals", "Shoes", "ACME", 25.0, null));
        Profile profile = PROFILE.add(
                Profile.EMPTY, List.of(did("click", "boots", 0), did("click", "sandals", 0)), LastRecords.NONE);

        Taste taste = TASTE.renew(profile, spelt).taste();

        assertThat(taste.categories().values()).containsExactly(1.0);
        assertThat(taste.brands().values()).containsExactly(1.0);
        assertThat(taste.prices().values())
                .hasSize(1)
                .allSatisfy(price -> assertThat(price).isCloseTo(50, within(1e-6)));
    }

    @Test
    void theVisitsVectorAndCategoriesAreOfTheLatestVisit() {
        Taste taste = taste(did("purchase", "boots", 600), did("view", "beans", 1));

        assertThat(taste.sessionVector()).containsExactly(0, 0, 1);
        assertThat(taste.sessionCategories()).containsOnlyKeys("Coffee");
        assertThat(taste.categories().keySet()).containsExactly("Shoes", "Coffee");
    }

    @Test
    void theCartHoldsWhatWasNeitherTakenOutNorBoughtSince() {
        Taste taste = taste(
                did("add_to_cart", "boots", 50),
                did("add_to_cart", "sandals", 40),
                did("add_to_cart", "beans", 30),
                did("remove_from_cart", "boots", 20),
                did("purchase", "beans", 10),
                did("add_to_cart", "beans", 5));

        assertThat(taste.cart()).containsExactly("beans", "sandals");
    }

    /** A shop that sends its events in bulk may know their moment only. */
    @Test
    void whatIsPutIntoTheCartAndBoughtInOneMomentIsBought() {
        Interaction added = event("z1", "add_to_cart", "boots");
        Interaction bought = event("a1", "purchase", "boots");
        Interaction addedEarlier = event("a2", "add_to_cart", "sandals");
        Interaction boughtLater = event("z2", "purchase", "sandals");

        assertThat(taste(added, bought, boughtLater, addedEarlier).cart()).isEmpty();
    }

    @Test
    void whatIsSoLongAgoThatItCountsAsNothingIsNoHistory() {
        Interaction lastMillennium =
                new Interaction("e", "boots", "purchase", null, 10, Instant.parse("1400-01-01T00:00:00Z"));

        assertThat(taste(lastMillennium, did("view", "beans", 0)).history())
                .extracting(WeightedItem::itemId)
                .containsExactly("beans");
    }

    /** Kept as a float, its weight would be 0: it would speak for nothing, and dividing by it for anything. */
    @Test
    void whatIsHalfACenturyAgoIsNotPartOfTheHistory() {
        Interaction unsetClock = new Interaction("e", "boots", "view", null, 1, Instant.EPOCH);

        assertThat(taste(unsetClock, did("remove_from_cart", "beans", 0)).history())
                .isEmpty();
    }

    @Test
    void theUsualPriceIsTheGeometricMeanOfWhatWasLiked() {
        Taste taste = taste(did("click", "boots", 0), did("click", "sandals", 0), did("remove_from_cart", "beans", 0));

        assertThat(taste.prices()).containsOnlyKeys("Shoes");
        assertThat(taste.prices().get("Shoes")).isCloseTo(50, within(1e-6));
        assertThat(taste.usualPrice()).isCloseTo(50, within(1e-6));
    }

    @Test
    void historyCountsTheStrongestThingDoneWithAnItem() {
        int days = 24 * 60;
        Taste taste = taste(
                did("purchase", "boots", 120 * days),
                did("view", "boots", 0),
                did("click", "beans", 0),
                did("view", "beans", 0));

        assertThat(taste.history()).extracting(WeightedItem::itemId).containsExactly("boots", "beans");
        assertThat(taste.history().getFirst().weight()).isCloseTo(5, within(1e-6));
        assertThat(taste.history().getLast().weight()).isCloseTo(2, within(1e-6));
    }

    @Test
    void anItemCountsForHalfAfterSoManyOthers() {
        ProfileProperties properties = new ProfileProperties(
                200, 500, Duration.ofDays(14), Duration.ofDays(120), 2, Duration.ofMinutes(1), Duration.ofMinutes(30));
        Profile profile = new ProfileRule(properties)
                .add(
                        Profile.EMPTY,
                        List.of(did("view", "boots", 2), did("view", "sandals", 1), did("view", "beans", 1)),
                        LastRecords.NONE);

        assertThat(new TasteRule(properties, "model")
                        .renew(profile, FACTS)
                        .taste()
                        .history())
                .satisfiesExactlyInAnyOrder(
                        boots -> assertThat(boots.weight()).isCloseTo(.5, within(1e-3)),
                        sandals -> assertThat(sandals.weight()).isEqualTo(1),
                        beans -> assertThat(beans.weight()).isEqualTo(1));
    }

    @Test
    void whatWasBoughtLongBeforeAllThatIsRememberedStaysInTheHistory() {
        ProfileRule forgetful = new ProfileRule(new ProfileProperties(
                1, 500, Duration.ofDays(14), Duration.ofDays(120), 100, Duration.ofMinutes(1), Duration.ofMinutes(30)));
        Profile profile = forgetful.add(
                Profile.EMPTY, List.of(did("purchase", "boots", 10), did("view", "beans", 0)), LastRecords.NONE);

        assertThat(TASTE.renew(profile, FACTS).taste().history())
                .extracting(WeightedItem::itemId)
                .containsExactly("boots", "beans");
    }

    @Test
    void vectorsSurviveBeingPacked() {
        float[] vector = {0.25f, -0.1f, 1};

        assertThat(PackedVector.unpack(PackedVector.pack(vector))).containsExactly(vector, within(5e-5f));
    }

    private static Taste taste(Interaction... done) {
        return TASTE.renew(PROFILE.add(Profile.EMPTY, List.of(done), LastRecords.NONE), FACTS)
                .taste();
    }

    private static Interaction event(String eventId, String event, String item) {
        return new Interaction(eventId, item, event, null, 4, NOON);
    }

    private static Interaction did(String event, String item, int minutesAgo) {
        return visit(event, item, minutesAgo, null);
    }

    private static Interaction visit(String event, String item, int minutesAgo, @Nullable String session) {
        double weight = Objects.requireNonNull(
                Map.of("view", 1.0, "click", 2.0, "add_to_cart", 4.0, "remove_from_cart", -3.0, "purchase", 10.0)
                        .get(event));
        Instant at = NOON.minus(Duration.ofMinutes(minutesAgo));
        return new Interaction(event + item + minutesAgo, item, event, session, weight, at);
    }
}
