package com.lehnz.testing;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * One pair of engines for all tests of a JVM: those that {@code -Dlehnz.test.opensearch} and {@code -Dlehnz.test.kafka}
 * name, containers where a Docker engine answers, the local stack otherwise. The tests are the same on all of them.
 */
public final class TestEngines implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    /** What opens the metrics of the service that {@link LehnzTest} starts. */
    public static final String METRICS_TOKEN = "metrics-of-the-tests";

    private static @Nullable Engines shared;
    private static @Nullable Engines killable;

    public static synchronized Engines shared() {
        Engines engines = shared;
        if (engines == null) {
            String opensearch = System.getProperty("lehnz.test.opensearch");
            String kafka = System.getProperty("lehnz.test.kafka");
            engines = opensearch != null && kafka != null ? new OutsideEngines(URI.create(opensearch), kafka) : ours();
            shared = engines;
        }
        return engines;
    }

    /** Engines that nobody else uses, for tests that kill them. */
    public static Engines ours() {
        return ContainerEngines.available() ? new ContainerEngines() : new LocalEngines();
    }

    /** Engines for the tests that kill them, one after the other. */
    public static synchronized Engines killable() {
        Engines engines = killable;
        if (engines == null) {
            engines = ours();
            killable = engines;
        }
        return engines;
    }

    public static String[] settings(Engines engines) {
        return new String[] {
            "lehnz.opensearch.uri=" + engines.opensearch(),
            "lehnz.kafka.bootstrap-servers=" + engines.kafka(),
            // Tests say themselves when weights are learned.
            "lehnz.weights.interval=1d",
            // A test that waits until all is worked through waits for what events say of items, too.
            "lehnz.signals.gathered-for=20ms"
        };
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(settings(shared()))
                .and("lehnz.limits.sign-in=1000000") // All tests come from one address.
                // A test that waits until all is worked through waits until that is committed.
                .and("lehnz.kafka.commit-interval=50ms")
                .and("lehnz.metrics.token=" + METRICS_TOKEN)
                .applyTo(context);
    }
}
