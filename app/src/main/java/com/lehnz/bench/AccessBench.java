package com.lehnz.bench;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What it costs to know whose key it is and to count the request: an answer that the gate gives to a key of the wrong type
 * beside one that it gives without looking at any key. Both do nothing else.
 */
public final class AccessBench {
    private static final int WARM_UP = 2_000;
    private static final String ROW = "%-34s%10s%10s";

    private final Target target;
    private final int requests;

    public AccessBench(Target target, int requests) {
        this.target = target;
        this.requests = requests;
    }

    public void run() throws Exception {
        HttpRequest open = HttpRequest.newBuilder(target.service().resolve("/nowhere"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpRequest keyed = HttpRequest.newBuilder(target.service().resolve("/v1/ingest/items/upsert"))
                .header("X-API-KEY", target.publishableKey())
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            List<Race.Lane> lanes = List.of(round -> send(http, open, 404), round -> send(http, keyed, 403));
            Race.run(lanes, 1, WARM_UP);
            List<Histogram> times = Race.run(lanes, 1, requests);
            target.say().accept("%,d requests of each kind, one after the other; milliseconds".formatted(requests));
            target.say().accept(ROW.formatted("", "p50", "p99"));
            say("without key and count", times.getFirst());
            say("with", times.getLast());
            target.say()
                    .accept("Authenticating a key and counting its request takes %.3f ms (difference of medians)"
                            .formatted((times.getLast().getValueAtPercentile(50)
                                            - times.getFirst().getValueAtPercentile(50))
                                    / 1e6));
        }
    }

    private void say(String what, Histogram times) {
        target.say()
                .accept(ROW.formatted(
                        what,
                        "%.3f".formatted(times.getValueAtPercentile(50) / 1e6),
                        "%.3f".formatted(times.getValueAtPercentile(99) / 1e6)));
    }

    private static void send(HttpClient http, HttpRequest request, int expected) throws Exception {
        int status = http.send(request, BodyHandlers.discarding()).statusCode();
        if (status != expected) {
            throw new IllegalStateException("%s answered %d".formatted(request.uri(), status));
        }
    }
}
