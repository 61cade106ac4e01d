package com.lehnz.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.accounts.Role;
import com.lehnz.testing.ApiDescription;
import com.lehnz.testing.ApiDescription.Operation;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Office;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.web.util.UriUtils;

/**
 * Requests made up from the OpenAPI document, more or less as it says: whatever comes, the answer is one of the documented
 * ones and gives nothing away. {@code -Dlehnz.test.fuzz} says how many per operation, {@code -Dlehnz.test.seed} which.
 */
@LehnzTest
class FuzzIT {
    private static final Logger log = LoggerFactory.getLogger(FuzzIT.class);
    private static final int EACH = Integer.getInteger("lehnz.test.fuzz", 40);
    private static final long SEED = Long.getLong("lehnz.test.seed", 1);

    /** What must not end the account that all others are tried with. */
    private static final List<String> FINAL =
            List.of("DELETE /orgs/{org}", "DELETE /orgs/{org}/members/me", "POST /auth/logout");

    @Autowired
    private Shops shops;

    private final Random random = new Random(SEED);

    @Test
    void everyAnswerIsADocumentedOneAndGivesNothingAway() {
        ApiDescription api = ApiDescription.read(shops.client());
        FuzzValues values = new FuzzValues(random, api);
        Shop shop = shops.open();
        List<String> findings = new ArrayList<>();
        Map<Integer, Integer> answers = new TreeMap<>();
        for (Operation operation : api.operations()) {
            // A person has a limit of their own: everybody tries one operation.
            Office office = shops.register();
            for (int i = 0; i < EACH; i++) {
                URI uri = uri(operation, office, values);
                Object body = operation.takesFile()
                        ? values.file()
                        : operation.takesBody() ? values.body(operation.bodySchema()) : null;
                boolean asForm = operation.takesFile() && random.nextInt(10) != 0;
                var request = shops.client()
                        .method(HttpMethod.valueOf(operation.method()))
                        .uri(base -> shops.uri().resolve(uri))
                        .headers(headers -> {
                            String credentials = credentials(operation, office, shop);
                            if (credentials != null) {
                                headers.set(operation.takesKey() ? "X-API-KEY" : "Authorization", credentials);
                            }
                        });
                var result = (body == null
                                ? request.exchange()
                                : request.header(
                                                "Content-Type",
                                                asForm ? "multipart/form-data; boundary=fuzz" : "application/json")
                                        .bodyValue(asForm ? values.form(body.toString()) : body)
                                        .exchange())
                        .expectBody()
                        .returnResult();
                int status = result.getStatus().value();
                String text = new String(
                        Objects.requireNonNullElse(result.getResponseBody(), new byte[0]), StandardCharsets.UTF_8);
                answers.merge(status, 1, Integer::sum);
                if (!operation.statuses().contains(status) || givesAway(text)) {
                    findings.add("%s %s with %s: %d %s".formatted(operation.method(), uri, body, status, text));
                }
            }
        }
        log.info(
                "seed {}: {} requests, answers {}, {} findings",
                SEED,
                answers.values().stream().mapToInt(Integer::intValue).sum(),
                answers,
                findings.size());
        assertThat(findings).isEmpty();
        assertThat(answers).containsKey(200).containsKey(202).containsKey(400).doesNotContainKey(429);
    }

    private static boolean givesAway(String text) {
        return List.of("com.lehnz", "org.springframework", "java.", "\tat ", "opensearch.client", "lehnz-accounts:")
                .stream()
                .anyMatch(text::contains);
    }

    private URI uri(Operation operation, Office office, FuzzValues values) {
        boolean own = random.nextInt(10) < 7 && !FINAL.contains(operation.name());
        String path = operation.path(own ? Map.of("org", office.org()) : Map.of(), values.pathSegment());
        StringBuilder query = new StringBuilder();
        for (String parameter : operation.queryParameters()) {
            if (random.nextInt(3) == 0) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(parameter)
                        .append('=')
                        .append(UriUtils.encode(values.text(), StandardCharsets.UTF_8));
            }
        }
        return URI.create(path + query);
    }

    /** Mostly the right ones. */
    private @org.jspecify.annotations.Nullable String credentials(Operation operation, Office office, Shop shop) {
        if (random.nextInt(10) == 0) {
            return null;
        }
        boolean right = random.nextInt(10) != 0;
        if (operation.takesKey()) {
            boolean secret = operation.path().endsWith("upsert");
            return right == secret ? shop.secretKey() : shop.publishableKey();
        }
        if (!operation.takesToken()) {
            return null;
        }
        return "Bearer " + (right ? office.token(Role.OWNER) : "nonsense");
    }
}
