package com.lehnz.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.audit.Actor;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Office;
import com.lehnz.testing.Shops;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** Registering, logging in and staying logged in. */
@LehnzTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoginIT {
    @Autowired
    private Shops shops;

    @Autowired
    private Logins logins;

    private Office office;

    @BeforeAll
    void register() {
        office = shops.register();
    }

    @Test
    void whoRegistersIsTheOwnerOfANewOrganization() {
        JsonNode me = office.data(office.as(Role.OWNER, HttpMethod.GET, "/me", null));

        assertThat(me.path("email").asString()).isEqualTo(office.email(Role.OWNER));
        assertThat(me.path("organizations")).hasSize(1);
        assertThat(me.at("/organizations/0/role").asString()).isEqualTo("OWNER");
    }

    @Test
    void anEmailAddressAndAnOrganizationsNameAreTakenOnce() {
        String name = "Unique " + UUID.randomUUID();
        String email = UUID.randomUUID() + "@example.com";
        office.register(email, name).expectStatus().isOk();

        office.register(email.toUpperCase(java.util.Locale.ROOT), "Another " + name)
                .expectStatus()
                .isEqualTo(409);
        office.register("x" + email, name.toUpperCase(java.util.Locale.ROOT))
                .expectStatus()
                .isEqualTo(409);
        // The refused ones have left nothing behind.
        office.register("x" + email, "Another " + name).expectStatus().isOk();
    }

    @Test
    void ofTwoRegistrationsAtTheSameTimeOneWins() throws Exception {
        for (int round = 0; round < 5; round++) {
            String email = UUID.randomUUID() + "@example.com";
            List<Integer> answers = atOnce(4, () -> status(office.register(email, "Race " + UUID.randomUUID())));
            assertThat(answers).containsOnly(200, 409).containsOnlyOnce(200);
        }
    }

    @Test
    void aPasswordOpensItsAccountAndNoOther() {
        office.login(office.email(Role.OWNER), Office.PASSWORD).expectStatus().isOk();
        office.login(office.email(Role.OWNER), Office.PASSWORD + "!")
                .expectStatus()
                .isUnauthorized();
        office.login("nobody@example.com", Office.PASSWORD).expectStatus().isUnauthorized();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"password": "correct horse", "organization_name": "A"}                        | Missing mandatory field 'email'
            {"email": "ada", "password": "correct horse", "organization_name": "A"}        | 'email' must be an e-mail address
            {"email": "a@b", "password": "short", "organization_name": "A"}                | 'password' must have 10 characters or more
            {"email": "a@b", "password": "correct horse", "organization_name": " "}        | 'organization_name' must not be blank
            {"email": "a@b", "password": "correct horse", "organization_name": "A\\nB"}     | 'organization_name' must not have line breaks
            {"email": "a@b", "password": "correct horse", "organization_name": "A", "x": 1} | Unknown field 'x'
            """)
    void aRegistrationIsToldWhichFieldIsWrong(String body, String message) {
        shops.client()
                .post()
                .uri("/auth/register")
                .header("Content-Type", "application/json")
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.message")
                .value(text -> assertThat((String) text).startsWith(message));
    }

    @Test
    void aRefreshTokenIsGoodForOneUse() {
        String first = refreshToken(office.login(office.email(Role.OWNER), Office.PASSWORD));
        String second = refreshToken(refresh(first));
        String third = refreshToken(refresh(second));

        refresh(second).expectStatus().isUnauthorized();
        // Whoever has the newest one may be the thief: the session is over for everybody.
        refresh(third).expectStatus().isUnauthorized();
    }

    @Test
    void aRefreshTokenThatComesTwiceAtTheSameTimeIsUsedOnceAtMost() throws Exception {
        String token = refreshToken(office.login(office.email(Role.OWNER), Office.PASSWORD));

        List<Integer> answers = atOnce(4, () -> status(refresh(token)));

        assertThat(answers.stream().filter(status -> status == 200).count()).isLessThanOrEqualTo(1);
        assertThat(answers).containsOnly(200, 401);
    }

    @Test
    void loggingOutEndsTheSession() {
        JsonNode tokens = office.data(office.login(office.email(Role.OWNER), Office.PASSWORD));

        office.send(tokens.path("access_token").asString(), HttpMethod.POST, "/auth/logout", null)
                .expectStatus()
                .isOk();

        refresh(tokens.path("refresh_token").asString()).expectStatus().isUnauthorized();
    }

    @Test
    void anOperatorGivesSomebodyANewPassword() {
        Office other = shops.register();
        String email = other.email(Role.OWNER);
        String refreshToken = refreshToken(other.login(email, Office.PASSWORD));
        String next = Logins.randomPassword();

        logins.resetPassword(email, next, Actor.OPERATOR).block();

        other.login(email, Office.PASSWORD).expectStatus().isUnauthorized();
        refresh(refreshToken).expectStatus().isUnauthorized();
        other.login(email, next).expectStatus().isOk();
    }

    @Test
    void aNewPasswordEndsAllSessions() {
        Office other = shops.register();
        String email = other.email(Role.OWNER);
        String refreshToken = refreshToken(other.login(email, Office.PASSWORD));
        String changed = "a much better password";
        Map<String, String> wrong = Map.of("current_password", "not this one", "new_password", changed);
        Map<String, String> right = Map.of("current_password", Office.PASSWORD, "new_password", changed);

        other.as(Role.OWNER, HttpMethod.POST, "/me/password", wrong)
                .expectStatus()
                .isBadRequest();
        other.as(Role.OWNER, HttpMethod.POST, "/me/password", right)
                .expectStatus()
                .isOk();

        refresh(refreshToken).expectStatus().isUnauthorized();
        other.login(email, Office.PASSWORD).expectStatus().isUnauthorized();
        other.login(email, changed).expectStatus().isOk();
    }

    @Test
    void whatIsNoTokenOpensNothing() {
        String real = office.token(Role.OWNER);
        String forged = real.substring(0, real.length() - 6) + "AAAAAA";
        String unsigned = "eyJhbGciOiJub25lIn0." + real.split("\\.")[1] + ".";
        for (String token : List.of("", "nonsense", forged, unsigned, "a.b.c")) {
            office.send(token, HttpMethod.GET, "/me", null).expectStatus().isUnauthorized();
        }
        office.send(null, HttpMethod.GET, "/me", null).expectStatus().isUnauthorized();
    }

    private ResponseSpec refresh(String token) {
        return office.send(null, HttpMethod.POST, "/auth/refresh", Map.of("refresh_token", token));
    }

    private String refreshToken(ResponseSpec answer) {
        return office.data(answer).path("refresh_token").asString();
    }

    private static int status(ResponseSpec answer) {
        return answer.returnResult(String.class).getStatus().value();
    }

    private static <T> List<T> atOnce(int times, Callable<T> work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(times)) {
            List<Future<T>> done = threads.invokeAll(java.util.Collections.nCopies(times, work));
            List<T> results = new java.util.ArrayList<>();
            for (Future<T> each : done) {
                results.add(each.get());
            }
            return results;
        }
    }
}
