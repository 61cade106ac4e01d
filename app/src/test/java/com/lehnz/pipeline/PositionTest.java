package com.lehnz.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PositionTest {

    @Test
    void offsetsOrderTheRecordsOfOneLog() {
        assertThat(new Position("log", 1).isAfter(new Position("log", 0))).isTrue();
        assertThat(new Position("log", 1).isAfter(new Position("log", 1))).isFalse();
        assertThat(new Position("log", 1).isAfter(new Position("log", 2))).isFalse();
    }

    @Test
    void aLogMadeAnewStartsOver() {
        assertThat(new Position("new/0", 0).isAfter(new Position("old/0", 99))).isTrue();
    }

    @Test
    void anythingIsAfterNothing() {
        assertThat(new Position("log", 0).isAfter(null)).isTrue();
    }
}
