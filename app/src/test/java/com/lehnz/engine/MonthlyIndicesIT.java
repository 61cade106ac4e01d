package com.lehnz.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.testing.LehnzTest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opensearch.client.opensearch.OpenSearchAsyncClient;
import org.springframework.beans.factory.annotation.Autowired;

/** What is too old goes by whole indices, and nothing else does. */
@LehnzTest
class MonthlyIndicesIT {
    private static final Index.Shared ALL = new Index.Shared("retention-test-*");

    @Autowired
    private MonthlyIndices indices;

    @Autowired
    private OpenSearchAsyncClient client;

    @Test
    void onlyIndicesThatLieWhollyBeforeTheMomentAreDeleted() throws Exception {
        for (String period : List.of("2018", "2020.12", "2021.01", "2021.02", "older", "2021.13", "2021.01-copy")) {
            client.indices()
                    .create(create -> create.index(ALL.prefix() + period))
                    .get();
        }

        assertThat(indices.deleteBefore(ALL, Instant.parse("2021-01-31T23:59:59Z"))
                        .block())
                .containsExactly("lehnz-retention-test-2018", "lehnz-retention-test-2020.12");
        assertThat(indices.deleteBefore(ALL, Instant.parse("2021-02-01T00:00:00Z"))
                        .block())
                .containsExactly("lehnz-retention-test-2021.01");

        Set<String> left = client.indices()
                .get(get -> get.index(ALL.prefix() + "*"))
                .get()
                .result()
                .keySet();
        assertThat(left)
                .containsExactlyInAnyOrder(
                        "lehnz-retention-test-2021.02",
                        "lehnz-retention-test-older",
                        "lehnz-retention-test-2021.13",
                        "lehnz-retention-test-2021.01-copy");
        client.indices().delete(delete -> delete.index(List.copyOf(left))).get();
    }

    @ParameterizedTest
    @CsvSource({"2026.01, 2026-02-01T00:00:00Z", "2026.12, 2027-01-01T00:00:00Z", "2019, 2020-01-01T00:00:00Z"})
    void theNameTellsWhenItEnds(String period, Instant end) {
        assertThat(MonthlyIndices.end(period)).contains(end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"older", "", "2026.13", "2026.1", "26", "2026.01.02", "*"})
    void otherNamesTellNothing(String period) {
        assertThat(MonthlyIndices.end(period)).isEmpty();
    }
}
