package com.lehnz.bench;

import com.lehnz.demo.DemoEvent;
import com.lehnz.demo.DemoItem;
import com.lehnz.demo.DemoShop;
import com.lehnz.engine.Index;
import com.lehnz.pipeline.Message;
import com.lehnz.pipeline.Publisher;
import com.lehnz.pipeline.Topic;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events: how many are accepted and worked through in a second beside what both engines take of them bare, and how long
 * after its 202 one shows in a recommendation.
 */
public final class EventBench {
    private static final int BATCH = 500;
    private static final int CLIENTS = 4;
    private static final int USERS = 2_000;

    /** So many that nobody has a long history by the time that it matters. */
    private static final int USERS_OF_WARM_UP = 50_000;

    private static final int WARM_UP = 5_000;

    private final Target target;
    private final DemoShop shop;
    private final JsonMapper json;
    private final Random random = new Random(7);

    public EventBench(Target target, DemoShop shop) {
        this.target = target;
        this.shop = shop;
        this.json = target.bean(JsonMapper.class);
    }

    public void run(int events, List<Integer> rates, int probes) throws Exception {
        try (Http http = new Http()) {
            target.say().accept("Loading %,d items".formatted(shop.items().size()));
            target.loader().loadCatalog(new DemoShop(shop.items(), List.of(), List.of()), (what, done, total) -> {});
            target.awaitDone(Topic.ITEMS, shop.items().size());
            target.say().accept("Warming up");
            if (!Race.warmUp(() -> workThrough(http, generated(WARM_UP, USERS_OF_WARM_UP)))) {
                target.say().accept("(still compiling)");
            }
            throughput(http, generated(events, USERS));
            for (int rate : rates) {
                freshness(http, rate, probes);
            }
        }
    }

    /** How long it took until all was accepted, and until all was worked through. */
    private record Took(double accepted, double worked) {}

    private Took workThrough(Http http, List<List<DemoEvent>> batches) throws Exception {
        int events = batches.stream().mapToInt(List::size).sum();
        List<HttpRequest> requests = batches.stream().map(this::ingest).toList();
        long before = target.done(Topic.EVENTS);
        long start = System.nanoTime();
        inParallel(requests.stream()
                .<Callable<Object>>map(request -> () -> http.send(request))
                .toList());
        double accepted = seconds(start);
        target.awaitDone(Topic.EVENTS, before + events);
        return new Took(accepted, seconds(start));
    }

    private void throughput(Http http, List<List<DemoEvent>> batches) throws Exception {
        int events = batches.stream().mapToInt(List::size).sum();
        target.awaitCounted();
        long start = System.nanoTime();
        Took took = workThrough(http, batches);
        target.awaitCounted();
        double counted = seconds(start);
        double accepted = took.accepted();
        double worked = took.worked();
        double produced = bareProduce(batches);
        double stored = bareBulk(http, batches);
        say("accepted over HTTP", events, accepted);
        say("worked through", events, worked);
        say("counted for items, too", events, counted);
        say("bare produce", events, produced);
        say("bare bulk", events, stored);
        target.say().accept("%-28s%.2f".formatted("accepted / bare produce", accepted / produced));
        target.say().accept("%-28s%.2f".formatted("worked through / bare bulk", worked / stored));
    }

    /** The same bytes into the same topic's broker, on a topic nobody reads: confirmed by all of it just so. */
    private double bareProduce(List<List<DemoEvent>> batches) throws Exception {
        Publisher publisher = target.bean(Publisher.class);
        long start = System.nanoTime();
        inParallel(batches.stream()
                .<Callable<Object>>map(batch -> () -> publisher
                        .publish(
                                Topic.DEAD_LETTERS,
                                batch.stream()
                                        .map(event -> Message.of(target.org(), event.userId(), event))
                                        .toList())
                        .block())
                .toList());
        return seconds(start);
    }

    private double bareBulk(Http http, List<List<DemoEvent>> batches) throws Exception {
        String path = "/" + Index.events(Instant.now()).writeName(target.org()) + "/_bulk";
        List<HttpRequest> requests = batches.stream()
                .map(batch -> {
                    List<String> lines = new ArrayList<>();
                    for (DemoEvent event : batch) {
                        lines.add(json.writeValueAsString(
                                Map.of("create", Map.of("_id", "bare:" + event.eventId(), "routing", "bare"))));
                        lines.add(json.writeValueAsString(event));
                    }
                    return Http.post(target.opensearch(), path, String.join("\n", lines) + "\n");
                })
                .toList();
        long start = System.nanoTime();
        inParallel(requests.stream()
                .<Callable<Object>>map(request -> () -> http.send(request))
                .toList());
        return seconds(start);
    }

    /** Somebody new clicks; what they are recommended is personal as soon as their profile is there. */
    private void freshness(Http http, int rate, int probes) throws Exception {
        Histogram times = new Histogram(3);
        try (ScheduledExecutorService background = Executors.newScheduledThreadPool(CLIENTS)) {
            ScheduledFuture<?> load = load(http, background, rate);
            for (int probe = 0; probe < probes; probe++) {
                String user = "probe-" + UUID.randomUUID();
                http.send(ingest(List.of(click(user, "e-" + user))));
                long start = System.nanoTime();
                HttpRequest question = Http.post(
                        target.service(),
                        "/v1/recommend",
                        json.writeValueAsString(Map.of("user_id", user, "limit", 5)),
                        "X-API-KEY",
                        target.publishableKey());
                while (!json.readTree(http.send(question))
                        .path("data")
                        .path("served_by")
                        .asString()
                        .equals("personalized")) {
                    // There is nothing to wait on. Whoever asks all the time measures the asking: 5 % are exact enough.
                    Thread.sleep(Math.max(5, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) / 20));
                }
                times.recordValue(System.nanoTime() - start);
            }
            load.cancel(false);
            if (load.state() == Future.State.FAILED) {
                throw new IllegalStateException("the background load failed", load.exceptionNow());
            }
        }
        target.say()
                .accept("%,6d events/s in the background: visible after p50 %d ms, p99 %d ms (%d probes)"
                        .formatted(
                                rate,
                                TimeUnit.NANOSECONDS.toMillis(times.getValueAtPercentile(50)),
                                TimeUnit.NANOSECONDS.toMillis(times.getValueAtPercentile(99)),
                                probes));
    }

    private ScheduledFuture<?> load(Http http, ScheduledExecutorService background, int rate) {
        int perRequest = Math.max(1, rate / 20);
        Duration pause = Duration.ofNanos(1_000_000_000L * perRequest / rate);
        return background.scheduleAtFixedRate(
                () -> {
                    try {
                        http.send(ingest(generated(perRequest, USERS).getFirst()));
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                0,
                pause.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    private synchronized List<List<DemoEvent>> generated(int events, int users) {
        List<List<DemoEvent>> batches = new ArrayList<>();
        for (int from = 0; from < events; from += BATCH) {
            batches.add(IntStream.range(from, Math.min(from + BATCH, events))
                    .mapToObj(i -> click(
                            "user-" + random.nextInt(users), UUID.randomUUID().toString()))
                    .toList());
        }
        return batches;
    }

    /** Some items are looked at far more often than others. */
    private DemoEvent click(String user, String eventId) {
        double skewed = Math.pow(random.nextDouble(), 3);
        DemoItem item = shop.items().get((int) (skewed * shop.items().size()));
        return new DemoEvent(
                eventId,
                user,
                "click",
                null,
                item.itemId(),
                "visit-" + user,
                null,
                Instant.now(),
                new DemoEvent.Context("pdp", null, null, null));
    }

    private HttpRequest ingest(List<DemoEvent> events) {
        return Http.post(
                target.service(),
                "/v1/ingest/events/ingest",
                json.writeValueAsString(events),
                "X-API-KEY",
                target.publishableKey());
    }

    private static void inParallel(List<Callable<Object>> calls) throws Exception {
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            for (Future<Object> done : threads.invokeAll(calls)) {
                done.get();
            }
        }
    }

    private void say(String what, int count, double seconds) {
        target.say().accept("%-28s%,d in %.1f s, %,.0f per second".formatted(what, count, seconds, count / seconds));
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
