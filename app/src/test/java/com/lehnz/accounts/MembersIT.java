package com.lehnz.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.engine.OrgId;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Mailbox;
import com.lehnz.testing.Office;
import com.lehnz.testing.Shops;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** Who belongs to an organization. */
@LehnzTest
class MembersIT {
    @Autowired
    private Shops shops;

    @Autowired
    private Mailbox mailbox;

    @Autowired
    private People people;

    private Office office;

    @BeforeEach
    void register() {
        office = shops.register();
    }

    private ResponseSpec changeRole(Role by, Role whose, Role to) {
        return office.as(
                by, HttpMethod.PATCH, office.path("/members/" + office.personId(whose)), Map.of("role", to.name()));
    }

    private ResponseSpec remove(Role by, Role whom) {
        return office.as(by, HttpMethod.DELETE, office.path("/members/" + office.personId(whom)), null);
    }

    @Test
    void whoIsInvitedJoinsOnce() {
        String email = "guest@" + office.org() + ".example";
        Map<String, String> guest = Map.of("email", email, "role", "DEVELOPER");
        office.data(office.as(Role.OWNER, HttpMethod.POST, office.path("/invitations"), guest));
        JsonNode open = office.data(office.as(Role.OWNER, HttpMethod.GET, office.path("/invitations"), null));
        assertThat(open).hasSize(1);
        assertThat(open.toString()).doesNotContain("token");
        String token = mailbox.tokenOf(email);
        Map<String, String> acceptance = Map.of("token", token, "password", Office.PASSWORD);

        office.send(null, HttpMethod.POST, "/auth/accept-invitation", acceptance)
                .expectStatus()
                .isOk();
        office.send(null, HttpMethod.POST, "/auth/accept-invitation", acceptance)
                .expectStatus()
                .isNotFound();

        JsonNode members = office.data(office.as(Role.OWNER, HttpMethod.GET, office.path("/members"), null));
        assertThat(members.valueStream().map(member -> member.path("role").asString()))
                .containsExactly("OWNER", "DEVELOPER");
        assertThat(office.data(office.as(Role.OWNER, HttpMethod.GET, office.path("/invitations"), null)))
                .isEmpty();
    }

    @Test
    void aWithdrawnInvitationIsWorthNothing() {
        String email = "guest@" + office.org() + ".example";
        JsonNode invitation = office.data(office.as(
                Role.OWNER, HttpMethod.POST, office.path("/invitations"), Map.of("email", email, "role", "MEMBER")));

        office.as(
                        Role.OWNER,
                        HttpMethod.DELETE,
                        office.path("/invitations/"
                                + invitation.path("invitation_id").asString()),
                        null)
                .expectStatus()
                .isOk();

        office.send(
                        null,
                        HttpMethod.POST,
                        "/auth/accept-invitation",
                        Map.of("token", mailbox.tokenOf(email), "password", Office.PASSWORD))
                .expectStatus()
                .isNotFound();
    }

    /** Otherwise whoever is about to be removed could leave a way back in for themselves. */
    @Test
    void anInvitationIsWorthAsMuchAsWhoeverSentItMayStillDo() {
        String ofRemoved = "back@" + office.org() + ".example";
        String ofDemoted = "friend@" + office.org() + ".example";
        office.data(office.as(
                Role.ADMIN, HttpMethod.POST, office.path("/invitations"), Map.of("email", ofDemoted, "role", "ADMIN")));
        office.data(office.as(
                Role.ADMIN, HttpMethod.POST, office.path("/invitations"), Map.of("email", ofRemoved, "role", "ADMIN")));

        changeRole(Role.OWNER, Role.ADMIN, Role.DEVELOPER).expectStatus().isOk();
        accept(ofDemoted).expectStatus().isNotFound();
        changeRole(Role.OWNER, Role.ADMIN, Role.ADMIN).expectStatus().isOk();
        accept(ofDemoted).expectStatus().isOk();

        remove(Role.OWNER, Role.ADMIN).expectStatus().isOk();
        accept(ofRemoved).expectStatus().isNotFound();
    }

    private ResponseSpec accept(String email) {
        return office.send(
                null,
                HttpMethod.POST,
                "/auth/accept-invitation",
                Map.of("token", mailbox.tokenOf(email), "password", Office.PASSWORD));
    }

    /** Each organization has an index, and a cluster has not room for any number of them. */
    @Test
    void aPersonCanOpenSoManyOrganizationsAndNoMore() {
        String person = office.personId(Role.OWNER);
        for (int others = 1; others < 20; others++) {
            people.joins(person, OrgId.random()).block();
        }

        office.as(Role.OWNER, HttpMethod.POST, "/orgs", Map.of("name", "One more " + office.org()))
                .expectStatus()
                .isEqualTo(409);
        office.register("other@" + office.org() + ".example", "One more " + office.org())
                .expectStatus()
                .isOk();
    }

    @Test
    void aPersonCanBelongToSeveralOrganizations() {
        Office second = shops.register();
        String email = office.email(Role.OWNER);
        second.data(second.as(
                Role.OWNER, HttpMethod.POST, second.path("/invitations"), Map.of("email", email, "role", "MEMBER")));
        Map<String, String> wrong = Map.of("token", mailbox.tokenOf(email), "password", "not the password");
        Map<String, String> right = Map.of("token", mailbox.tokenOf(email), "password", Office.PASSWORD);

        office.send(null, HttpMethod.POST, "/auth/accept-invitation", wrong)
                .expectStatus()
                .isUnauthorized();
        office.data(office.send(null, HttpMethod.POST, "/auth/accept-invitation", right));

        JsonNode mine =
                office.data(office.as(Role.OWNER, HttpMethod.GET, "/me", null)).path("organizations");
        assertThat(mine.valueStream().map(org -> org.path("role").asString())).containsExactly("OWNER", "MEMBER");
        office.as(Role.OWNER, HttpMethod.GET, second.path("/members"), null)
                .expectStatus()
                .isOk();
        office.as(Role.OWNER, HttpMethod.GET, second.path("/audit"), null)
                .expectStatus()
                .isForbidden();
    }

    @Test
    void theLastOwnerStays() {
        office.as(Role.OWNER, HttpMethod.DELETE, office.path("/members/me"), null)
                .expectStatus()
                .isEqualTo(409);
        changeRole(Role.OWNER, Role.OWNER, Role.ADMIN).expectStatus().isEqualTo(409);
        remove(Role.OWNER, Role.OWNER).expectStatus().isEqualTo(409);

        changeRole(Role.OWNER, Role.ADMIN, Role.OWNER).expectStatus().isOk();
        office.as(Role.OWNER, HttpMethod.DELETE, office.path("/members/me"), null)
                .expectStatus()
                .isOk();
        office.as(Role.OWNER, HttpMethod.GET, office.path("/members"), null)
                .expectStatus()
                .isNotFound();
    }

    @Test
    void onlyAnOwnerMakesOrUnmakesAnOwner() {
        changeRole(Role.ADMIN, Role.OWNER, Role.MEMBER).expectStatus().isForbidden();
        changeRole(Role.ADMIN, Role.MEMBER, Role.OWNER).expectStatus().isForbidden();
        remove(Role.ADMIN, Role.OWNER).expectStatus().isForbidden();
        office.as(
                        Role.ADMIN,
                        HttpMethod.POST,
                        office.path("/invitations"),
                        Map.of("email", "new@owner.example", "role", "OWNER"))
                .expectStatus()
                .isForbidden();
        changeRole(Role.ADMIN, Role.MEMBER, Role.DEVELOPER).expectStatus().isOk();
    }

    @Test
    void whoIsRemovedIsOutAtOnce() {
        office.token(Role.DEVELOPER);
        String person = office.personId(Role.DEVELOPER);
        remove(Role.ADMIN, Role.DEVELOPER).expectStatus().isOk();

        office.as(Role.DEVELOPER, HttpMethod.GET, office.path("/keys"), null)
                .expectStatus()
                .isNotFound();
        assertThat(Objects.requireNonNull(people.find(person).block()).organizations())
                .isEmpty();
    }

    @Test
    void aDeletedOrganizationIsGoneForItsMembersAndKeys() {
        String key = office.keyPair().path(0).path("key").asString();
        office.as(Role.OWNER, HttpMethod.DELETE, office.path(""), null)
                .expectStatus()
                .isOk();

        office.as(Role.OWNER, HttpMethod.GET, office.path("/members"), null)
                .expectStatus()
                .isNotFound();
        shops.client()
                .post()
                .uri("/v1/recommend")
                .header("X-API-KEY", key)
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }
}
