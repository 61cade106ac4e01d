package com.lehnz.bench;

import com.lehnz.accounts.ApiKeys;
import com.lehnz.accounts.KeyType;
import com.lehnz.accounts.Organizations;
import com.lehnz.demo.DemoLoader;
import com.lehnz.demo.DemoShop;
import com.lehnz.engine.OrgId;
import com.lehnz.pipeline.Backlog;
import com.lehnz.pipeline.Topic;
import com.lehnz.weights.WeightLearning;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.net.URI;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What is measured: a running service, the OpenSearch beneath it, and a shop of its own in both. */
public record Target(
        ApplicationContext beans,
        URI service,
        URI opensearch,
        Consumer<String> say,
        OrgId org,
        String publishableKey,
        String secretKey) {

    public static Target open(ApplicationContext beans, String service, URI opensearch, Consumer<String> say) {
        ApiKeys keys = beans.getBean(ApiKeys.class);
        OrgId org = await(beans.getBean(Organizations.class).create("Benchmark"));
        return new Target(
                beans,
                URI.create(service),
                opensearch,
                say,
                org,
                await(keys.issue(org, KeyType.PUBLISHABLE)).secret(),
                await(keys.issue(org, KeyType.SECRET)).secret());
    }

    /** The same with another organization, whose keys nobody needs. */
    Target of(OrgId other) {
        return new Target(beans, service, opensearch, say, other, publishableKey, secretKey);
    }

    <T> T bean(Class<T> type) {
        return beans.getBean(type);
    }

    DemoLoader loader() {
        return new DemoLoader(service, publishableKey, secretKey, bean(JsonMapper.class));
    }

    /** Loads a shop and its events, and learns from them what would otherwise be learned beside what is measured. */
    void load(DemoShop shop) throws InterruptedException {
        say.accept("Loading %,d items and %,d events"
                .formatted(shop.items().size(), shop.events().size()));
        loader().loadCatalog(shop, (what, done, total) -> {});
        awaitDone(Topic.ITEMS, shop.items().size());
        loader().loadEvents(shop, (what, done, total) -> {});
        awaitDone(Topic.EVENTS, shop.events().size());
        awaitCounted();
        bean(WeightLearning.class).rebuild(org, (done, total) -> {}).block();
    }

    /** Records of a topic that all of its handlers have worked through since the service started. */
    long done(Topic topic) {
        return bean(MeterRegistry.class).find("lehnz.pipeline.lag").tag("topic", topic.topicName()).timers().stream()
                .mapToLong(Timer::count)
                .min()
                .orElse(0);
    }

    void awaitDone(Topic topic, long count) throws InterruptedException {
        while (done(topic) < count) {
            Thread.sleep(20); // Measures from outside: there is nothing to wait on.
        }
    }

    /** Until items' counts have all that events say of them. */
    void awaitCounted() throws InterruptedException {
        while (await(bean(Backlog.class).of(Topic.SIGNALS)) > 0) {
            Thread.sleep(100); // Measures from outside: there is nothing to wait on.
        }
    }

    static <T> T await(Mono<T> result) {
        return Objects.requireNonNull(result.block());
    }
}
