package com.lehnz.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ItemFeaturesTest {

    @Test
    void commonIdsStayReadable() {
        assertThat(ItemFeatures.name("PROD-005_b")).isEqualTo("PROD-005_b");
    }

    @Test
    void aNameHoldsNoDotAndNoTwoIdsShareOne() {
        assertThat(ItemFeatures.name("a.b")).doesNotContain(".");
        assertThat(ItemFeatures.name("a.b"))
                .isNotEqualTo(ItemFeatures.name("a%2Eb"))
                .isNotEqualTo(ItemFeatures.name("A.b"));
        assertThat(ItemFeatures.name("a b")).isNotEqualTo(ItemFeatures.name("a+b"));
    }

    @Test
    void longIdsAreBoundedAndStillTellApart() {
        String longId = "ü".repeat(255);

        assertThat(ItemFeatures.name(longId)).hasSizeLessThan(1_000);
        assertThat(ItemFeatures.name(longId + "a")).isNotEqualTo(ItemFeatures.name(longId + "b"));
    }
}
