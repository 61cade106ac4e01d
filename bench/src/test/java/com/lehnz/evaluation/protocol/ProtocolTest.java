package com.lehnz.evaluation.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.lehnz.evaluation.log.Interaction;
import com.lehnz.evaluation.log.Split;
import com.lehnz.evaluation.ranking.Case;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProtocolTest {

    private static Interaction took(String user, String item, @Nullable String session) {
        return new Interaction(user, !user.startsWith("guest"), item, session, Instant.EPOCH);
    }

    private static Set<String> ids(Experiment experiment, Set<Integer> items) {
        return items.stream().map(experiment.catalog()::id).collect(Collectors.toSet());
    }

    @Test
    void onlyItemsThatAreNewToAKnownCustomerAreWanted() {
        Experiment experiment = Protocol.PERSONALIZED.of(new Split.Parts(
                List.of(took("ada", "cup", "1"), took("bob", "cup", "2"), took("guest-3", "lamp", "3")),
                List.of(
                        took("ada", "cup", "4"),
                        took("ada", "lamp", "4"),
                        took("ada", "unheard of", "4"),
                        took("bob", "cup", "5"),
                        took("guest-6", "cup", "6"),
                        took("eve", "cup", "7"))));

        assertThat(experiment.cases()).hasSize(1);
        Case ada = experiment.cases().getFirst();
        assertThat(ada.user()).isEqualTo("ada");
        assertThat(ids(experiment, ada.wanted())).containsExactly("lamp");
        assertThat(ids(experiment, ada.excluded())).containsExactly("cup");
    }

    @Test
    void oneItemOfABasketAsksForTheOthers() {
        Experiment experiment = Protocol.FREQUENTLY_BOUGHT_TOGETHER.of(new Split.Parts(
                List.of(took("ada", "cup", "1"), took("ada", "lamp", "1"), took("ada", "fork", "2")),
                List.of(
                        took("bob", "fork", "3"),
                        took("bob", "cup", "3"),
                        took("bob", "lamp", "3"),
                        took("eve", "cup", "4"))));

        assertThat(experiment.cases()).hasSize(1);
        Case basket = experiment.cases().getFirst();
        assertThat(basket.user()).isNull();
        assertThat(basket.wanted()).hasSize(2).doesNotContain(basket.context());
        assertThat(basket.excluded()).containsExactly(basket.context());
        assertThat(basket.history()).hasSize(1);
    }

    @Test
    void everyClickButTheLastAsksForTheNextAfterItWasSent() {
        Experiment experiment = Protocol.NEXT_IN_SESSION.of(sessions());

        assertThat(experiment.rounds()).hasSize(2);
        Experiment.Round second = experiment.rounds().get(1);
        assertThat(second.before().stream().map(Interaction::item)).containsExactly("b");
        Case question = second.cases().getFirst();
        assertThat(Arrays.stream(question.history()).mapToObj(experiment.catalog()::id))
                .containsExactly("a", "b");
        assertThat(ids(experiment, question.wanted())).containsExactly("a");
        assertThat(question.excluded()).isEmpty();
    }

    @Test
    void clicksOnWhatWasClickedBeforeCanBeLeftOut() {
        Experiment experiment = Protocol.NEXT_NEW_IN_SESSION.of(sessions());

        assertThat(experiment.rounds().get(1).before()).hasSize(1);
        assertThat(experiment.rounds().get(1).cases()).isEmpty();
        assertThat(experiment.cases()).hasSize(2);
        assertThat(ids(experiment, experiment.cases().getFirst().excluded())).containsExactly("a");
    }

    private static Split.Parts sessions() {
        return new Split.Parts(
                List.of(took("guest-1", "a", "1"), took("guest-1", "b", "1")),
                List.of(
                        took("guest-2", "a", "2"),
                        took("guest-3", "a", "3"),
                        took("guest-2", "b", "2"),
                        took("guest-3", "b", "3"),
                        took("guest-2", "a", "2")));
    }

    @Test
    void aProtocolThatTheLogCannotServeIsRefused() {
        Split.Parts withoutSessions = new Split.Parts(List.of(took("ada", "a", null)), List.of(took("ada", "b", null)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Protocol.NEXT_IN_SESSION.of(withoutSessions))
                .withMessageContaining("columns.session");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Protocol.PERSONALIZED.of(withoutSessions))
                .withMessageContaining("personalized");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Protocol.parse("best"))
                .withMessageContaining("best");
    }
}
