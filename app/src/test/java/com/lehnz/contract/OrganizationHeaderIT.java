package com.lehnz.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.accounts.Role;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Office;
import com.lehnz.testing.Shops;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** Which organization a request is about whose path does not say it. */
@LehnzTest
class OrganizationHeaderIT {
    @Autowired
    private Shops shops;

    private Office office;

    @BeforeEach
    void register() {
        office = shops.register();
    }

    private ResponseSpec list(@Nullable String organization) {
        var request =
                shops.client().get().uri("/imports").header("Authorization", "Bearer " + office.token(Role.OWNER));
        if (organization != null) {
            request.header("X-Organization", organization);
        }
        return request.exchange();
    }

    private String second() {
        return office.data(
                        office.as(Role.OWNER, HttpMethod.POST, "/orgs", Map.of("name", "Second " + UUID.randomUUID())))
                .path("org_id")
                .asString();
    }

    @Test
    void theOnlyOneGoesWithoutSaying() {
        list(null).expectStatus().isOk();
        list(office.org()).expectStatus().isOk();
    }

    @Test
    void whoHasSeveralNamesOne() {
        String second = second();

        Envelopes.expectError(400, "Name one of your organizations in the header X-Organization", list(null));
        list(office.org()).expectStatus().isOk();
        list(second).expectStatus().isOk();
    }

    @Test
    void anothersIsNoneOfThem() {
        Office other = shops.register();
        for (String foreign : new String[] {other.org(), "0000000000000000", "no such thing", ""}) {
            Envelopes.expectError(404, "There is no such organization", list(foreign));
        }
    }

    @Test
    void itCountsForNothingWhereThePathNamesOne() {
        Office other = shops.register();
        byte[] body = shops.client()
                .get()
                .uri(other.path("/members"))
                .header("Authorization", "Bearer " + office.token(Role.OWNER))
                .header("X-Organization", office.org())
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody()
                .returnResult()
                .getResponseBody();
        assertThat(body).isNotNull();
    }
}
