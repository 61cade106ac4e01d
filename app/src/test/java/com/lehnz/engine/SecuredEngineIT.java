package com.lehnz.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lehnz.indextemplates.ItemsGeneration;
import com.lehnz.testing.Certificate;
import com.lehnz.testing.Engines;
import com.lehnz.testing.LehnzProcess;
import com.lehnz.testing.SecureProxy;
import com.lehnz.testing.Service;
import com.lehnz.testing.Shop;
import com.lehnz.testing.TestEngines;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** OpenSearch over TLS with a password: in with the right settings, and one sentence for each wrong one. */
class SecuredEngineIT {
    @TempDir
    private static Path folder;

    private static Engines engines;
    private static Certificate certificate;
    private static SecureProxy opensearch;

    @BeforeAll
    static void secure() throws Exception {
        engines = TestEngines.shared();
        certificate = Certificate.of(folder, "dns:localhost");
        opensearch = new SecureProxy(engines.opensearch(), certificate);
    }

    @AfterAll
    static void close() {
        opensearch.close();
    }

    @Test
    void theServiceWorksOverTlsWithAPassword() throws Exception {
        int refused = opensearch.refused();
        try (Service service = Service.start(engines, in(opensearch.at("localhost")))) {
            Shop shop = service.openShop();
            shop.upsertItems(List.of(Shop.item("lamp", Map.of("name", "Desk lamp"))));
            shop.awaitItems(1);

            assertThat(shop.recommendedItems(Map.of("strategy", "popular"))).containsExactly("lamp");
            assertThat(service.isReady()).isTrue();
            assertThat(opensearch.refused()).as("requests without the password").isEqualTo(refused);
        }
    }

    @Test
    void aWrongPasswordEndsTheProcessWithOneSentence() throws Exception {
        String[] settings = with(in(opensearch.at("localhost")), "lehnz.opensearch.password=wrong");
        try (LehnzProcess node = LehnzProcess.serve(settings)) {
            assertThat(node.exitStatus()).isEqualTo(1);
            assertThat(lines(
                            node,
                            "OpenSearch at %s does not know the user 'lehnz' with this password (HTTP 401): check lehnz.opensearch.username and lehnz.opensearch.password."
                                    .formatted(opensearch.at("localhost"))))
                    .as("%s", node.printed())
                    .hasSize(1);
            assertThat(node.printed()).noneMatch(line -> line.startsWith("\tat "));
        }
    }

    @Test
    void noPassword() throws Exception {
        assertSentence(
                new String[] {
                    "lehnz.opensearch.uri=" + opensearch.at("localhost"),
                    "lehnz.opensearch.ca-certificate=" + certificate.pem()
                },
                "OpenSearch at %s asks who we are (HTTP 401): set lehnz.opensearch.username and lehnz.opensearch.password."
                        .formatted(opensearch.at("localhost")));
    }

    @Test
    void aCertificateOfSomebodyElse() throws Exception {
        Path other = Certificate.of(folder, "dns:localhost").pem();
        assertSentence(
                with(in(opensearch.at("localhost")), "lehnz.opensearch.ca-certificate=" + other),
                "The certificate of OpenSearch at %s is not trusted".formatted(opensearch.at("localhost")));
    }

    @Test
    void aCertificateForAnotherHost() throws Exception {
        String[] settings = in(opensearch.at("127.0.0.1"));
        assertSentence(
                settings,
                "The certificate of OpenSearch at %s is for another host".formatted(opensearch.at("127.0.0.1")));

        try (Service service = Service.start(engines, with(settings, "lehnz.opensearch.verify-hostname=false"))) {
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(service::isReady);
        }
    }

    @Test
    void aCertificateFileThatHasNoCertificate() throws Exception {
        Path none = Files.writeString(folder.resolve("none.pem"), "nothing");

        assertThatThrownBy(() ->
                        engineOnly(with(in(opensearch.at("localhost")), "lehnz.opensearch.ca-certificate=" + none)))
                .rootCause()
                .hasMessageContaining("lehnz.opensearch.ca-certificate")
                .hasMessageContaining("there is no certificate in PEM in it");
    }

    @Test
    void noTlsAtAll() throws Exception {
        String uri = engines.opensearch().toString().replace("http:", "https:");
        assertSentence(in(URI.create(uri)), "OpenSearch at %s does not speak TLS as we do".formatted(uri));
    }

    @Test
    void withoutTheVectorPlugin() throws Exception {
        try (SecureProxy bare = new SecureProxy(engines.opensearch(), certificate)
                .answering("/_cat/plugins", "[{\"component\": \"analysis-icu\"}]")) {
            assertSentence(
                    in(bare.at("localhost")),
                    "OpenSearch at %s has no k-NN plugin: install opensearch-knn on its nodes"
                            .formatted(bare.at("localhost")));
        }
    }

    @Test
    void aVersionThatIsTooOld() throws Exception {
        try (SecureProxy old = new SecureProxy(engines.opensearch(), certificate)
                .answering("/", "{\"version\": {\"distribution\": \"opensearch\", \"number\": \"2.19.4\"}}")) {
            assertSentence(
                    in(old.at("localhost")),
                    "OpenSearch at %s is version 2.19.4: %s or newer is needed."
                            .formatted(old.at("localhost"), EngineRequirements.OLDEST));
        }
    }

    @Test
    void somethingElse() throws Exception {
        try (SecureProxy other = new SecureProxy(engines.opensearch(), certificate)
                .answering("/", "{\"version\": {\"number\": \"8.19.0\"}}")) {
            assertSentence(
                    in(other.at("localhost")),
                    "What answers at %s is no OpenSearch: check lehnz.opensearch.uri."
                            .formatted(other.at("localhost")));
        }
    }

    @Test
    void nobodyThereIsWaitedForWithOneSentence() {
        try (LehnzProcess node = LehnzProcess.serve("lehnz.opensearch.uri=http://localhost:1")) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> lines(node, "waiting for OpenSearch at http://localhost:1: ")
                                    .size()
                            == 1);
            // Several attempts later.
            Awaitility.await()
                    .during(Duration.ofSeconds(3))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> lines(node, "OpenSearch at").size() == 1
                            && node.process().isAlive());
            assertThat(node.printed()).noneMatch(line -> line.startsWith("\tat "));
        }
    }

    /** What whoever starts a node gets to read; everything above it is of no matter. */
    private static void assertSentence(String[] settings, String sentence) {
        assertThatThrownBy(() -> {
                    try (var context = engineOnly(settings)) {
                        context.getBean(EngineSchema.class).ready().block(Duration.ofSeconds(30));
                    }
                })
                .isInstanceOf(EngineUnfitException.class)
                .hasMessageStartingWith(sentence)
                .message()
                .doesNotContain("\n");
    }

    private static ConfigurableApplicationContext engineOnly(String... settings) {
        return new SpringApplicationBuilder(EngineOnly.class)
                .web(WebApplicationType.NONE)
                .run(Arrays.stream(settings).map(setting -> "--" + setting).toArray(String[]::new));
    }

    @Import({
        EngineConfiguration.class,
        EngineRequirements.class,
        EngineSchema.class,
        ItemsGenerations.class,
        RestCalls.class
    })
    @ImportAutoConfiguration(JacksonAutoConfiguration.class)
    static class EngineOnly {
        @Bean
        ItemsGeneration generation() {
            return new ItemsGeneration("none", 2, 1);
        }
    }

    private static List<String> lines(LehnzProcess node, String with) {
        return node.printed().stream().filter(line -> line.contains(with)).toList();
    }

    private static String[] in(URI uri) throws Exception {
        return new String[] {
            "lehnz.opensearch.uri=" + uri,
            "lehnz.opensearch.username=" + SecureProxy.USER,
            "lehnz.opensearch.password=" + SecureProxy.PASSWORD,
            "lehnz.opensearch.ca-certificate=" + certificate.pem()
        };
    }

    private static String[] with(String[] settings, String other) {
        String name = other.substring(0, other.indexOf('=') + 1);
        List<String> all = new ArrayList<>(List.of(settings));
        all.removeIf(setting -> setting.startsWith(name));
        all.add(other);
        return all.toArray(String[]::new);
    }
}
