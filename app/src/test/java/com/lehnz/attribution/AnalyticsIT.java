package com.lehnz.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.lehnz.accounts.Role;
import com.lehnz.pipeline.Position;
import com.lehnz.pipeline.Received;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Office;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.Stored;
import com.lehnz.testing.TestEngines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** Analytics add up what was credited, by whatever they are broken down, and only one's own. */
@LehnzTest
class AnalyticsIT {
    private static final Path DOCUMENTATION = Path.of("../docs/attribution.md");
    private static final String MONTH = "?from=2026-01-01&to=2026-02-28";

    @Autowired
    private Shops shops;

    @Autowired
    private ImpressionStore store;

    @Autowired
    private Credits credits;

    private Office office;
    private Shop shop;

    @BeforeEach
    void openShop() {
        office = shops.register();
        shop = shops.open(office);
    }

    @Test
    void theDocumentedExampleIsWhatIsAnswered() throws IOException {
        recommended("2026-01-31T23:59:59.999Z", "similar", "pdp");
        recommended("2026-02-01T00:00:00Z", "similar", "pdp", Credit.Kind.CLICK);
        recommended("2026-02-01T09:00:00Z", "similar", "pdp", Credit.Kind.CLICK, Credit.Kind.CONVERSION);
        recommended("2026-02-01T09:00:00Z", "trending", null);
        refresh();
        Matcher example = Pattern.compile(
                        "```\\nGET /orgs/\\{org}/analytics(.*)\\n```\\s+```json\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(DOCUMENTATION));
        assertThat(example.find()).isTrue();

        ask(office, office.org(), example.group(1))
                .expectStatus()
                .isOk()
                .expectBody()
                .json(example.group(2), JsonCompareMode.STRICT);
    }

    @Test
    void everyBreakdownAddsUpToTheSameTotal() {
        for (int day = 1; day <= 9; day++) {
            String strategy = day % 2 == 0 ? "popular" : "similar";
            String placement = day % 3 == 0 ? null : "home";
            recommended("2026-02-0%dT12:00:00Z".formatted(day), strategy, placement, Credit.Kind.CLICK);
            recommended("2026-01-0%dT12:00:00Z".formatted(day), strategy, placement, Credit.Kind.CONVERSION);
        }
        refresh();

        JsonNode all = report(MONTH);
        assertThat(all.path("total").path("impressions").asInt()).isEqualTo(18);
        assertThat(all.path("total").path("clicks").asInt()).isEqualTo(9);
        assertThat(all.path("total").path("conversions").asInt()).isEqualTo(9);
        assertThat(all.path("total").path("ctr").asDouble()).isEqualTo(0.5);
        assertThat(all.path("total").path("revenue").asDouble()).isEqualTo(99.9);
        assertThat(all.path("rows")).hasSize(18);
        for (String by : List.of("strategy", "served_by", "placement", "day", "day,placement,strategy")) {
            JsonNode report = report(MONTH + "&by=" + by);
            assertThat(report.path("total")).as(by).isEqualTo(all.path("total"));
        }
        assertThat(report(MONTH + "&by=strategy").path("rows")).hasSize(2);
        assertThat(report(MONTH + "&by=placement").path("rows"))
                .extracting(
                        row -> row.path("placement").asString("none"),
                        row -> row.path("impressions").asInt())
                .containsExactlyInAnyOrder(tuple("none", 6), tuple("home", 12));
        assertThat(report(MONTH + "&by=day&strategy=popular&placement=home")
                        .path("total")
                        .path("impressions")
                        .asInt())
                .as("even days but the sixth, of two months")
                .isEqualTo(6);
        assertThat(report("?from=2026-02-03&to=2026-02-04")
                        .path("total")
                        .path("impressions")
                        .asInt())
                .isEqualTo(2);
    }

    /** A shop may have more placements than fit into an answer: that takes nothing away from the sum. */
    @Test
    void pagesTogetherHaveEveryRowOnceAndTheTotalIsOfAll() {
        for (int i = 0; i < 7; i++) {
            String placement = i == 0 ? null : "page \"%d\" ü".formatted(i);
            recommended("2026-02-0%dT12:00:00Z".formatted(1 + i % 3), "similar", placement, Credit.Kind.CLICK);
        }
        refresh();
        JsonNode whole = report(MONTH);
        assertThat(whole.has("next")).isFalse();

        for (int limit : List.of(1, 3)) {
            List<JsonNode> rows = new ArrayList<>();
            JsonNode page = report(MONTH + "&limit=" + limit);
            while (page.has("next")) {
                assertThat(page.path("rows")).hasSize(limit);
                assertThat(page.path("total")).isEqualTo(whole.path("total"));
                page.path("rows").forEach(rows::add);
                page = report(MONTH
                        + "&limit=%d&cursor=%s"
                                .formatted(limit, page.path("next").asString()));
            }
            page.path("rows").forEach(rows::add);

            assertThat(rows).hasSize(7).containsExactlyElementsOf(whole.path("rows"));
        }
    }

    @Test
    void anotherOrganizationsFiguresAreNotThere() {
        recommended("2026-02-01T00:00:00Z", "similar", "pdp", Credit.Kind.CLICK);
        Office other = shops.register();
        refresh();

        ask(other, office.org(), "").expectStatus().isNotFound();
        ask(other, "nobodyknowsit", "").expectStatus().isNotFound();
        byte[] body = ask(other, other.org(), MONTH)
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        assertThat(shop.json()
                        .readTree(body)
                        .path("data")
                        .path("total")
                        .path("impressions")
                        .asInt())
                .isZero();
    }

    @Test
    void whatIsCreditedToNobodysRecommendationIsNotCounted() {
        Instant at = Instant.parse("2026-02-01T00:00:00Z");
        credit(RecommendationId.at(at), at, Credit.Kind.CONVERSION);
        refresh();

        assertThat(new Stored(TestEngines.shared(), shop.org()).impressions()).hasSize(1);
        assertThat(report(MONTH).path("total").path("conversions").asInt()).isZero();
    }

    @Test
    void withoutDatesItIsTheLastThirtyDays() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        recommended(today.minusDays(29) + "T00:00:00Z", "similar", "pdp");
        recommended(today.minusDays(30) + "T23:59:59Z", "similar", "pdp");
        refresh();

        JsonNode report = report("");

        assertThat(report.path("from").asString()).isEqualTo(today.minusDays(29).toString());
        assertThat(report.path("to").asString()).isEqualTo(today.toString());
        assertThat(report.path("total").path("impressions").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "?from=yesterday               | 'from' must be a day such as 2026-01-31",
                "?to=2026-02-30                | 'to' must be a day such as 2026-01-31",
                "?to=9999-12-31                | 'to' must be a day such as 2026-01-31",
                "?from=2026-02-02&to=2026-02-01 | 'from' must not lie after 'to'",
                "?from=2025-01-01&to=2026-01-02 | 'from' and 'to' may span 366 days at most, not 367",
                "?by=color                     | 'by' cannot be 'color': known are strategy, served_by, placement, day",
                "?limit=0                      | 'limit' must lie between 1 and 10,000",
                "?limit=many                   | 'limit' must lie between 1 and 10,000",
                "?cursor=WyJhIl0               | 'cursor' must be the 'next' of another page of the same 'by'",
                "?cursor=!                     | 'cursor' must be the 'next' of another page of the same 'by'",
                "?by=                          | 'by' cannot be '': known are strategy, served_by, placement, day"
            })
    void whatCannotBeAskedIsNamed(String parameters, String message) {
        ask(office, office.org(), parameters)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.success")
                .isEqualTo(false)
                .jsonPath("$.message")
                .isEqualTo(message);
    }

    private JsonNode report(String parameters) {
        byte[] body = ask(office, office.org(), parameters)
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        return shop.json().readTree(body).path("data");
    }

    private static ResponseSpec ask(Office office, String org, String parameters) {
        return office.as(Role.MEMBER, HttpMethod.GET, "/orgs/" + org + "/analytics" + parameters, null);
    }

    private void recommended(String at, String strategy, @Nullable String placement, Credit.Kind... kinds) {
        Instant moment = Instant.parse(at);
        RecommendationId id = RecommendationId.at(moment);
        var impression =
                new Impression(id.toString(), strategy, strategy, placement, "ada", null, 0, List.of("boots"), moment);
        store.handle(shop.org(), received(impression, moment)).block();
        for (Credit.Kind kind : kinds) {
            credit(id, moment, kind);
        }
    }

    private void credit(RecommendationId id, Instant moment, Credit.Kind kind) {
        double revenue = kind == Credit.Kind.CONVERSION ? 11.1 : 0;
        var credit = new Credit(id.toString(), kind.name(), kind, "boots", revenue, moment);
        credits.credit(shop.org(), received(credit, moment)).block();
    }

    private static <T> List<Received<T>> received(T body, Instant at) {
        return new ArrayList<>(List.of(new Received<>(body, new Position("topic/0", 1), at)));
    }

    /** Reading behind the service's back makes what is written visible to searches. */
    private void refresh() {
        new Stored(TestEngines.shared(), shop.org()).impressions();
    }
}
