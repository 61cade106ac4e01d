package com.lehnz.cli;

import com.lehnz.accounts.ApiKeys;
import com.lehnz.accounts.KeyType;
import com.lehnz.accounts.Logins;
import com.lehnz.accounts.Organizations;
import com.lehnz.audit.Actor;
import com.lehnz.demo.DemoLoader;
import com.lehnz.demo.DemoShop;
import com.lehnz.engine.OrgId;
import com.lehnz.pipeline.Backlog;
import com.lehnz.pipeline.Topic;
import com.lehnz.weights.Progress;
import com.lehnz.weights.WeightLearning;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.Mono;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The organization, keys and shop that {@code ./lehnz up} comes with, and the first recommendation from it. */
final class DemoSetup {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(3);
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Per window: the examples and whoever plays with them are not to meet the limit of a real shop. */
    private static final long REQUESTS = 100_000;

    private final ApplicationContext service;
    private final Home home;
    private final String url;
    private final Consumer<String> say;
    private final JsonMapper json;

    DemoSetup(ApplicationContext service, Home home, String url, Consumer<String> say) {
        this.service = service;
        this.home = home;
        this.url = url;
        this.say = say;
        this.json = service.getBean(JsonMapper.class);
    }

    private record Keys(String publishable, String secret, String email, String password, boolean loaded) {

        Keys withShop() {
            return new Keys(publishable, secret, email, password, true);
        }
    }

    void run(boolean withShop) throws IOException, InterruptedException {
        Keys keys = keys();
        if (withShop && !keys.loaded()) {
            loadShop(keys);
            write(keys.withShop());
        }
        if (withShop) {
            showFirstRecommendation(keys);
        } else {
            say.accept("%s; its keys are in %s"
                    .formatted(
                            keys.loaded()
                                    ? "The shop is as it was, with its items (--fresh begins with an empty one)"
                                    : "An empty shop is ready",
                            home.demoEnv()));
        }
    }

    /** Those of an earlier run, if they still open what that run stored. */
    private Keys keys() throws IOException {
        ApiKeys apiKeys = service.getBean(ApiKeys.class);
        Properties env = home.readDemoEnv();
        String publishable = env.getProperty("LEHNZ_PK", "");
        boolean known = apiKeys.authenticate(publishable)
                .hasElement()
                .blockOptional(PATIENCE)
                .orElse(false);
        if (known && env.containsKey("LEHNZ_EMAIL")) {
            Keys kept = new Keys(
                    publishable,
                    env.getProperty("LEHNZ_SK", ""),
                    env.getProperty("LEHNZ_EMAIL"),
                    env.getProperty("LEHNZ_PASSWORD", ""),
                    Boolean.parseBoolean(env.getProperty("LEHNZ_DEMO_LOADED")));
            write(kept); // the port and the metrics' token are new
            return kept;
        }
        Keys keys = newShop(apiKeys);
        write(keys);
        return keys;
    }

    private Keys newShop(ApiKeys apiKeys) {
        // What an earlier run left in the engines may have the plain name.
        String mark = RANDOM.ints(6, 0, 36)
                .mapToObj(digit -> Character.toString(Character.forDigit(digit, 36)))
                .collect(Collectors.joining());
        String email = "owner-%s@demo.example".formatted(mark);
        String password = Logins.randomPassword();
        OrgId org = require(
                        service.getBean(Logins.class).register(email, password, "Demo shop " + mark, Actor.OPERATOR))
                .orgId();
        service.getBean(Organizations.class).limit(org, REQUESTS).block(PATIENCE);
        return new Keys(
                require(apiKeys.issue(org, KeyType.PUBLISHABLE)).secret(),
                require(apiKeys.issue(org, KeyType.SECRET)).secret(),
                email,
                password,
                false);
    }

    private void write(Keys keys) throws IOException {
        Home.writePrivately(home.demoEnv(), """
                LEHNZ_URL=%s
                LEHNZ_PK=%s
                LEHNZ_SK=%s
                LEHNZ_EMAIL=%s
                LEHNZ_PASSWORD=%s
                LEHNZ_METRICS_TOKEN=%s
                LEHNZ_DEMO_LOADED=%s
                """.formatted(
                        url,
                        keys.publishable(),
                        keys.secret(),
                        keys.email(),
                        keys.password(),
                        service.getEnvironment().getProperty(LocalService.METRICS_TOKEN),
                        keys.loaded()));
    }

    private void loadShop(Keys keys) throws InterruptedException {
        DemoShop shop = DemoShop.generate(DemoShop.SEED, Instant.now());
        DemoLoader loader = new DemoLoader(URI.create(url), keys.publishable(), keys.secret(), json);
        DemoLoader.Progress whenDone = (what, done, total) -> {
            if (done == total) {
                say.accept("Sent %,d %s".formatted(total, what));
            }
        };
        loader.loadCatalog(shop, whenDone);
        await("items to be embedded and indexed", Topic.ITEMS);
        await("users to be stored", Topic.USERS);
        loader.loadEvents(shop, whenDone);
        await("events to be worked through", Topic.EVENTS);
        await("what they say of items to be counted", Topic.SIGNALS);
        learnWeights(keys);
    }

    /** Workers would do so within a minute; the first recommendations are to have them. */
    private void learnWeights(Keys keys) {
        OrgId org = require(service.getBean(ApiKeys.class).authenticate(keys.publishable()))
                .caller()
                .org();
        long start = System.nanoTime();
        service.getBean(WeightLearning.class).rebuild(org, Progress.SILENT).block(PATIENCE);
        say.accept("Learned what goes together (%.1f s)".formatted((System.nanoTime() - start) / 1e9));
    }

    private void await(String what, Topic topic) {
        Backlog backlog = service.getBean(Backlog.class);
        long start = System.nanoTime();
        backlog.of(topic)
                .doOnNext(waiting -> {
                    if (waiting > 0) {
                        say.accept("Waiting for %s: %,d to go".formatted(what, waiting));
                    }
                })
                .filter(waiting -> waiting == 0)
                .repeatWhenEmpty(again -> again.delayElements(LOOK_AGAIN))
                .block(PATIENCE);
        say.accept("Done waiting for %s (%.1f s)".formatted(what, (System.nanoTime() - start) / 1e9));
    }

    private void showFirstRecommendation(Keys keys) throws IOException, InterruptedException {
        String body = "{\"strategy\": \"personalized\", \"user_id\": \"" + DemoShop.DEMO_USER + "\", \"limit\": 3}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/v1/recommend"))
                .timeout(Duration.ofSeconds(30))
                .header("X-API-KEY", keys.publishable())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            String answer = client.send(request, BodyHandlers.ofString()).body();
            JsonMapper pretty =
                    json.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();
            say.accept("");
            say.accept("""
                    curl -X POST %s/v1/recommend \\
                      -H "X-API-KEY: %s" \\
                      -H "Content-Type: application/json" \\
                      -d '%s'
                    """.formatted(url, keys.publishable(), body));
            say.accept(pretty.writeValueAsString(json.readTree(answer)));
        }
    }

    private static <T> T require(Mono<T> result) {
        T value = result.block(PATIENCE);
        if (value == null) {
            throw new IllegalStateException("nothing was created");
        }
        return value;
    }
}
