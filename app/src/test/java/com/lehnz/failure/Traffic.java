package com.lehnz.failure;

import com.lehnz.pipeline.Topic;
import com.lehnz.testing.Shop;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import tools.jackson.databind.JsonNode;

/**
 * A shop that sends items and events without a pause, as a careful client does: a batch that was not confirmed is sent
 * again, with the same event ids, until it is.
 */
final class Traffic {
    static final List<String> NAMES = List.of("view", "click", "add_to_cart", "remove_from_cart", "purchase");
    private static final int ITEMS = 12;
    static final String ERASED = "user-erased";

    /** user-0 to user-3, the same people before they sign in, and one who is erased on the way. */
    private static final List<String> IDS =
            List.of("user-0", "user-1", "user-2", "user-3", "anon-0", "anon-1", "anon-2", "anon-3", ERASED);

    /** By the id they have before, the id they sign in with; the last makes a chain. */
    static final Map<String, String> SIGNS_IN_AS =
            Map.of("anon-0", "user-0", "anon-1", "user-1", "anon-2", "user-2", "anon-3", "user-3", "user-3", "user-2");

    /** Of every event, and so the revenue of every purchase that a recommendation led to. */
    static final int PRICE = 10;

    /** A recommendation is credited with a bounded number of clicks. */
    private static final int MOST_USES = 1_000;

    private static final int PER_BATCH = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(25);

    private final Shop shop;
    private final Random random = new Random(7);
    private final Map<String, Integer> lastPrices = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Map<String, Object>> acceptedEvents = new ConcurrentLinkedQueue<>();
    private volatile boolean erased;
    private volatile Recommended shown = Recommended.NOTHING;
    private int usesOfShown;
    private final Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final List<Future<?>> senders = new ArrayList<>();
    private final ExecutorService threads =
            Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().factory());
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofHours(1));
    private volatile boolean stopping;
    private int nextEvent;
    private int nextPrice;

    /** What the shop's page shows just now. */
    private record Recommended(@Nullable String id, List<String> items) {
        private static final Recommended NOTHING = new Recommended(null, List.of());
    }

    Traffic(Shop shop) {
        this.shop = shop;
    }

    /** Sends the whole catalog first, because what is learned from an event depends on what is known of its item. */
    Traffic open() {
        for (int i = 0; i < ITEMS; i++) {
            sendItems(List.of(i));
        }
        sendEvents();
        shop.settle(Topic.ITEMS);
        return this;
    }

    Traffic start() {
        senders.add(threads.submit(() -> repeat(() ->
                sendItems(random.ints(PER_BATCH, 0, ITEMS).distinct().boxed().toList()))));
        senders.add(threads.submit(() -> repeat(() -> {
            look();
            sendEvents();
            eraseOne();
        })));
        return this;
    }

    /** Returns when the last batch has been confirmed. */
    void stop() {
        stopping = true;
        threads.shutdown();
        try {
            for (Future<?> sender : senders) {
                sender.get(60, TimeUnit.SECONDS);
            }
        } catch (Exception e) {
            throw new AssertionError("traffic broke off", e);
        }
    }

    /** @param status of upserts and events; 0 for any request whose connection broke */
    int answered(int status) {
        AtomicInteger count = answers.get(status);
        return count == null ? 0 : count.get();
    }

    /** Whether anything was recommended, so that clicks name it. */
    boolean hasShown() {
        return shown.id() != null;
    }

    /** By item, the price that was accepted last. */
    Map<String, Integer> lastPrices() {
        return Map.copyOf(lastPrices);
    }

    List<Map<String, Object>> acceptedEvents() {
        return List.copyOf(acceptedEvents);
    }

    static String category(String itemId) {
        return "Category " + Integer.parseInt(itemId.substring(itemId.length() - 2)) % 3;
    }

    private void repeat(Runnable send) {
        while (!stopping) {
            send.run();
        }
    }

    private void sendItems(List<Integer> numbers) {
        Map<String, Integer> prices = new ConcurrentHashMap<>();
        List<Map<String, Object>> items = new ArrayList<>();
        for (int number : numbers) {
            String id = "item-%02d".formatted(number);
            prices.put(id, ++nextPrice);
            items.add(
                    Shop.item(id, Map.of("name", "Thing number " + id, "category", category(id), "price", nextPrice)));
        }
        untilAccepted("/v1/ingest/items/upsert", shop.secretKey(), items);
        lastPrices.putAll(prices);
    }

    private void sendEvents() {
        List<Map<String, Object>> events = new ArrayList<>();
        for (int i = 0; i < PER_BATCH; i++) {
            // Each a millisecond later than the one before, so that their order is beyond doubt.
            Instant at = start.plusMillis(++nextEvent);
            Map<String, Object> event = new HashMap<>(Map.of(
                    "event_id", "event-%06d".formatted(nextEvent),
                    "timestamp", at.toString(),
                    "context", Map.of("page", "/secret", "price", PRICE)));
            event.putAll(nextEvent % 20 == 0 ? identify() : interaction());
            events.add(event);
        }
        untilAccepted("/v1/ingest/events/ingest", shop.publishableKey(), events);
        acceptedEvents.addAll(events);
    }

    /** With something that is recommended, every other time. */
    private Map<String, Object> interaction() {
        Map<String, Object> interaction = new HashMap<>(Map.of(
                "user_id", IDS.get(random.nextInt(IDS.size())),
                "event_name", NAMES.get(random.nextInt(NAMES.size())),
                "item_id", "item-%02d".formatted(random.nextInt(ITEMS))));
        if (shown.id() != null && ++usesOfShown < MOST_USES && random.nextBoolean()) {
            interaction.put("recommendation_id", shown.id());
            interaction.put(
                    "item_id", shown.items().get(random.nextInt(shown.items().size())));
        }
        return interaction;
    }

    /** What was shown before stays on the page while there is no answer. */
    private void look() {
        EntityExchangeResult<byte[]> answer =
                post(Shop.RECOMMEND, shop.publishableKey(), Map.of("strategy", "popular", "limit", 3));
        if (answer != null && answer.getStatus().value() == 200) {
            JsonNode data = shop.json().readTree(answer.getResponseBody()).path("data");
            List<String> items = Shop.itemsOf(data);
            if (!items.isEmpty()) {
                shown = new Recommended(data.path("recommendation_id").asString(), items);
                usesOfShown = 0;
            }
        }
    }

    private Map<String, Object> identify() {
        List<String> before = List.copyOf(SIGNS_IN_AS.keySet());
        String previous = before.get(random.nextInt(before.size()));
        return Map.of(
                "user_id",
                Objects.requireNonNull(SIGNS_IN_AS.get(previous)),
                "event_name",
                "identify",
                "previous_user_id",
                previous);
    }

    /** Some way into the traffic, which goes on under that id. */
    private void eraseOne() {
        if (!erased && nextEvent > 100) {
            untilAccepted(
                    "/v1/ingest/users/upsert",
                    shop.secretKey(),
                    List.of(Map.of("user_id", ERASED, "status", "deleted")));
            erased = true;
        }
    }

    /** Whether {@link #ERASED} has been. */
    boolean hasErased() {
        return erased;
    }

    private void untilAccepted(String path, String key, List<?> batch) {
        Instant deadline = Instant.now().plus(PATIENCE);
        int status = 0;
        while (status != 202) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("not accepted within " + PATIENCE);
            }
            EntityExchangeResult<byte[]> result = post(path, key, batch);
            status = result == null ? 0 : result.getStatus().value();
            if (result != null) {
                count(status);
            }
            if (result != null && status == 503) {
                Unavailable.requireClear(result);
            } else if (status != 202 && status != 0) {
                throw new AssertionError("answered " + status);
            }
            pause();
        }
    }

    private void count(int status) {
        answers.computeIfAbsent(status, first -> new AtomicInteger()).incrementAndGet();
    }

    /** Null where the connection broke: nobody knows then whether the request was taken. */
    private @Nullable EntityExchangeResult<byte[]> post(String path, String key, Object body) {
        EntityExchangeResult<byte[]> result = null;
        try {
            result = shop.post(path, key, body).expectBody().returnResult();
        } catch (RuntimeException e) {
            if (!(NestedExceptionUtils.getMostSpecificCause(e) instanceof IOException)) {
                throw e;
            }
        }
        if (result == null) {
            count(0);
        }
        return result;
    }

    /** The shop's own pace: the load is to go on for as long as the engine is away, not to fill its disk. */
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
