package com.lehnz.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.engine.ItemHit;
import com.lehnz.strategy.Context;
import com.lehnz.strategy.Need;
import com.lehnz.strategy.Plan;
import com.lehnz.strategy.Strategy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class PageTest {

    @Test
    void theFirstPartKeepsItsScores() {
        assertThat(scores(part(0.9, 0.5))).containsExactly(0.9, 0.5);
    }

    @Test
    void eachPartBeginsWhereTheLastEnded() {
        assertThat(scores(part(0.9, 0.5), part(80, 40), part(3, 1)))
                .containsExactly(0.9, 0.5, 0.5, 0.25, 0.25, 0.25 / 3);
    }

    @Test
    void aPartWithoutScoresStaysWhereTheLastEnded() {
        assertThat(scores(part(0.9), part(0, 0), part(5))).containsExactly(0.9, 0.9, 0.9, 0.9);
    }

    @Test
    void eachResultCarriesTheReasonOfItsOwnPart() {
        Page page = new Page(List.of(part(0.9), part(0.8)), 2);

        assertThat(page.results()).extracting(Recommendation.Result::reason).containsExactly("0.9", "0.8");
    }

    @Test
    void aCountThatIsOlderThanThePageGivesWay() {
        assertThat(Page.of(List.of(part(0.9, 0.8)), 20, 21).total()).isEqualTo(22);
        assertThat(Page.of(List.of(part(0.9, 0.8)), 20, 30).total()).isEqualTo(30);
        assertThat(Page.of(List.of(), 40, 21).total()).isEqualTo(21);
    }

    private static List<Double> scores(Page.Part... parts) {
        return new Page(List.of(parts), 10)
                .results().stream().map(Recommendation.Result::score).toList();
    }

    private static Page.Part part(double... scores) {
        List<ItemHit> hits = DoubleStream.of(scores)
                .mapToObj(score -> new ItemHit("item", score, null, Set.of(), null))
                .toList();
        return new Page.Part(
                new Silent(),
                new Plan(List.of(), List.of(), List.of(), Optional.empty(), hit -> String.valueOf(hit.score())),
                hits);
    }

    private static final class Silent implements Strategy {
        @Override
        public String name() {
            return "silent";
        }

        @Override
        public Set<Need> needs() {
            return Set.of();
        }

        @Override
        public Optional<String> fallback() {
            return Optional.empty();
        }

        @Override
        public Optional<Plan> plan(Context context) {
            return Optional.empty();
        }
    }
}
