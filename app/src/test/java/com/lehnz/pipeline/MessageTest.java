package com.lehnz.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.lehnz.engine.OrgId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {

    @ParameterizedTest
    @ValueSource(strings = {"item", "a:b", "", "::", "😀 \"quoted\"\n"})
    void theOrganizationComesBackOutOfTheKey(String key) {
        OrgId org = OrgId.random();

        assertThat(Message.orgOf(Message.of(org, key, "body").key())).isEqualTo(org);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "item", ":item", "SHOUTING:item", "../../etc:item", "short:item"})
    void aKeyWithoutAnOrganizationIsRefused(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> Message.orgOf(key));
    }

    @Test
    void equalKeysOfTwoOrganizationsDiffer() {
        assertThat(Message.of(new OrgId("aaaaaaaa"), "item", "").key())
                .isNotEqualTo(Message.of(new OrgId("bbbbbbbb"), "item", "").key());
    }
}
