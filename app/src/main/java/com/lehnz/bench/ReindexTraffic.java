package com.lehnz.bench;

import com.lehnz.demo.DemoItem;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.json.JsonMapper;

/**
 * So many upserts and so many recommendations a second, whatever goes on elsewhere. Recommendations are of items chosen at
 * random; upserts change the price of one item after the other, so that an item is not upserted again before long.
 */
final class ReindexTraffic implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MOST_AT_ONCE = 1_000;

    private final Target target;
    private final List<DemoItem> items;
    private final JsonMapper json;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final Semaphore underWay = new Semaphore(MOST_AT_ONCE);
    private final Map<String, Integer> prices = new ConcurrentHashMap<>();
    private final LongAdder failedUpserts = new LongAdder();
    private final LongAdder failedRecommendations = new LongAdder();
    private final Histogram recommendations = new ConcurrentHistogram(3);
    private int upserts;

    ReindexTraffic(Target target, List<DemoItem> items) {
        this.target = target;
        this.items = items;
        this.json = target.bean(JsonMapper.class);
    }

    void start(int perSecond) {
        long micros = TimeUnit.SECONDS.toMicros(1) / perSecond;
        clock.scheduleAtFixedRate(this::upsert, 0, micros, TimeUnit.MICROSECONDS);
        clock.scheduleAtFixedRate(this::recommend, 0, micros, TimeUnit.MICROSECONDS);
    }

    /** Returns when everything has been answered. */
    void stop() throws InterruptedException {
        clock.shutdown();
        clock.awaitTermination(10, TimeUnit.SECONDS);
        underWay.acquire(MOST_AT_ONCE);
        underWay.release(MOST_AT_ONCE);
    }

    private void upsert() {
        int price = ++upserts;
        String item = items.get(price % items.size()).itemId();
        var body = Map.of("item_id", item, "attributes", Map.of("price", price));
        send("/v1/ingest/items/upsert", target.secretKey(), body).whenComplete((answer, error) -> {
            if (error == null && answer.statusCode() == 202) {
                prices.put(item, price);
            } else {
                failedUpserts.increment();
            }
        });
    }

    private void recommend() {
        String item =
                items.get(ThreadLocalRandom.current().nextInt(items.size())).itemId();
        long start = System.nanoTime();
        send("/v1/recommend", target.publishableKey(), Map.of("strategy", "similar", "context_item_id", item))
                .whenComplete((answer, error) -> {
                    recommendations.recordValue((System.nanoTime() - start) / 1_000);
                    if (error != null || answer.statusCode() != 200) {
                        failedRecommendations.increment();
                    }
                });
    }

    private CompletableFuture<HttpResponse<Void>> send(String path, String key, Object body) {
        HttpRequest request = HttpRequest.newBuilder(target.service().resolve(path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("X-API-KEY", key)
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                .build();
        underWay.acquireUninterruptibly();
        return http.sendAsync(request, BodyHandlers.discarding()).whenComplete((answer, error) -> underWay.release());
    }

    /** By item, the price that was accepted last. */
    Map<String, Integer> lastPrices() {
        return Map.copyOf(prices);
    }

    int upserts() {
        return upserts;
    }

    long failedUpserts() {
        return failedUpserts.sum();
    }

    long failedRecommendations() {
        return failedRecommendations.sum();
    }

    /** Times in microseconds. */
    Histogram recommendations() {
        return recommendations;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        http.close();
    }
}
