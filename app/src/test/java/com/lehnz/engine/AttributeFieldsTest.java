package com.lehnz.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AttributeFieldsTest {

    @Test
    void equalNumbersAreSpeltAlike() {
        assertThat(AttributeFields.facet("price", 80))
                .isEqualTo(AttributeFields.facet("price", 80.0))
                .isEqualTo(AttributeFields.facet("price", 80f))
                .isEqualTo(AttributeFields.facet("price", 80L))
                .isEqualTo(AttributeFields.facet("price", new BigDecimal("80.00")))
                .isEqualTo(AttributeFields.facet("price", BigInteger.valueOf(80)))
                .isEqualTo(AttributeFields.facet("price", "80"));
        assertThat(AttributeFields.facet("price", new BigDecimal("1e1000000000")))
                .hasSizeLessThan(30);
        assertThat(AttributeFields.facet("price", 0.1))
                .isEqualTo(AttributeFields.facet("price", new BigDecimal("0.10")));
        assertThat(AttributeFields.facet("price", Double.NaN)).isEqualTo("price=nan");
    }

    @Test
    void stringsAreComparedWithoutRegardToCase() {
        assertThat(AttributeFields.facet("Brand", "SHOES")).isEqualTo("Brand=shoes");
    }

    @Test
    void aPathCannotBeMistakenForAValue() {
        assertThat(AttributeFields.facet("a=b", "c")).isNotEqualTo(AttributeFields.facet("a", "b=c"));
        assertThat(AttributeFields.facet("a\\", "=c")).isNotEqualTo(AttributeFields.facet("a\\=", "c"));
    }

    @Test
    void longTextsAreBoundedAndStillTellApart() {
        String longText = "x".repeat(40_000);

        assertThat(AttributeFields.facet("k", longText)).hasSizeLessThan(400);
        assertThat(AttributeFields.facet("k", longText + "a")).isNotEqualTo(AttributeFields.facet("k", longText + "b"));
        assertThat(AttributeFields.path(longText)).hasSizeLessThan(201);
    }

    @Test
    void fieldNamesHoldNothingThatOpenSearchReads() {
        assertThat(AttributeFields.field("a.b *c/ü")).isEqualTo("a%2Eb+%2Ac%2F%C3%BC");
    }

    @Test
    void datesAreThoseOfIso8601() {
        assertThat(Dates.parse("2026-01-31")).isEqualTo(Instant.parse("2026-01-31T00:00:00Z"));
        assertThat(Dates.parse("2026-01-31T10:00:00+02:00")).isEqualTo(Instant.parse("2026-01-31T08:00:00Z"));
        assertThat(Dates.parse("2026-02-31")).isNull();
        assertThat(Dates.parse("2026-01-31T10:00:00")).isNull();
        assertThat(Dates.parse("31.1.2026")).isNull();
        assertThat(Dates.parse("")).isNull();
    }
}
