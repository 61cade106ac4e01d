package com.lehnz.evaluation.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lehnz.evaluation.log.Interaction;
import com.lehnz.evaluation.protocol.Catalog;
import com.lehnz.evaluation.ranking.Case;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests and answers as the API documents them. */
class QuestionTest {
    private static final Catalog CATALOG = new Catalog(Stream.of("cup", "fork", "lamp")
            .map(item -> new Interaction("ada", true, item, null, Instant.EPOCH))
            .toList());
    private static final Case ADA = new Case("ada", 2, new int[] {0, 2}, Set.of(), Set.of(1));
    private static final Case NOBODY = new Case(null, 2, new int[] {2}, Set.of(), Set.of(1));

    private static Map<String, Object> body(String name, Case asking) {
        return new Question(name, "-7").body(asking, CATALOG, 2, 20);
    }

    @Test
    void aStrategyIsAskedForTheUserOfThisRun() {
        assertThat(body("session_based", ADA))
                .as("the item just clicked may be clicked again: it is not left out")
                .isEqualTo(Map.of("strategy", "session_based", "user_id", "ada-7", "page", 2, "limit", 20));
        assertThat(body("similar", NOBODY))
                .isEqualTo(Map.of("strategy", "similar", "context_item_id", "lamp", "page", 2, "limit", 20));
    }

    @Test
    void endpointsAreAskedTheirOwnWay() {
        assertThat(body("/recommend/basket", ADA)).containsEntry("item_ids", List.of("cup", "lamp"));
        assertThat(body("/recommend/session", ADA)).containsEntry("clicked_item_id", "lamp");
        assertThat(body("/recommend", ADA)).containsEntry("user_id", "ada-7");
        assertThatThrownBy(() -> body("/recommend", NOBODY)).hasMessageContaining("'/recommend' needs users");
        assertThatThrownBy(() -> body("/item", ADA)).hasMessageContaining("'/item'");
    }

    @Test
    void anAnswerOfAStrategyTellsItemsPagesAndWhoServed() {
        JsonNode answer = new JsonMapper().readTree("""
                {"success": true, "data": {"served_by": "trending", "recommended_items": ["cup", "lamp"],
                 "pagination": {"page": 1, "limit": 2, "total_items": 3, "total_pages": 2, "has_next": true}}}
                """);

        assertThat(new Question("similar", "").items(answer)).containsExactly("cup", "lamp");
        assertThat(new Question("similar", "").hasNext(answer)).isTrue();
        assertThat(new Question("similar", "").isServedByItself(answer)).isFalse();
        assertThat(new Question("trending", "").isServedByItself(answer)).isTrue();
    }

    @Test
    void anAnswerOfAnEndpointIsFlat() {
        JsonNode answer = new JsonMapper().readTree("""
                {"success": true, "recommendations": [{"item_id": "fork", "score": 1.0, "reason": "x"}],
                 "meta": {"total_items": 1, "total_pages": 1, "page": 1, "limit": 20}}
                """);

        assertThat(new Question("/recommend/basket", "").items(answer)).containsExactly("fork");
        assertThat(new Question("/recommend/basket", "").hasNext(answer)).isFalse();
    }
}
