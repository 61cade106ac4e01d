package com.lehnz.bench;

import com.lehnz.bench.Questions.Question;
import com.lehnz.bench.Race.Lane;
import com.lehnz.demo.DemoShop;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.json.JsonMapper;

/**
 * How many recommendations a second there can be, and what they take at a steady rate below that; beside the bare queries
 * at the same rate, one after the other. A time counts from the moment at which a request was due, so that waiting behind
 * others is part of it.
 */
public final class LoadBench {
    private static final int CLIENTS = 16;
    private static final String MOST = "%-30s%8s%8s";
    private static final String TIMES = "%10s%8s%8s%12s%8s%8s%10s";

    private final Target target;
    private final Questions questions;
    private final int rate;
    private final Duration length;

    /**
     * @param rate requests a second
     * @param length of each measurement
     */
    public LoadBench(Target target, DemoShop shop, int rate, Duration length) {
        this.target = target;
        this.questions = new Questions(target, shop, target.bean(JsonMapper.class));
        this.rate = rate;
        this.length = length;
    }

    public void run(List<String> strategies) throws Exception {
        try (Http http = new Http()) {
            questions.load(http);
            target.say()
                    .accept("%n%,d items; most per second of %d clients, and milliseconds at %d per second"
                            .formatted(questions.shop().items().size(), CLIENTS, rate));
            target.say()
                    .accept(MOST.formatted("strategy", "API/s", "query/s")
                            + TIMES.formatted("API p50", "p90", "p99", "query p50", "p90", "p99", "added p90"));
            for (String strategy : strategies) {
                measure(strategy, questions.of(strategy, http), http);
            }
        }
    }

    private void measure(String strategy, List<Question> asked, Http http) throws Exception {
        Lane api = round -> http.send(asked.get(round % asked.size()).api());
        Lane query = round -> http.send(asked.get(round % asked.size()).search());
        if (!Race.warmUp(List.of(api, query), CLIENTS)) {
            target.say().accept("(still compiling)");
        }
        long mostOfApi = perSecond(api);
        String most = MOST.formatted(strategy, mostOfApi, perSecond(query));
        target.say().accept(mostOfApi < rate ? most : most + times(api, query));
    }

    private long perSecond(Lane lane) throws Exception {
        return Load.most(lane, CLIENTS, length) / length.toSeconds();
    }

    private String times(Lane api, Lane query) throws Exception {
        Histogram ofApi = Load.atRate(api, rate, length);
        Histogram ofQuery = Load.atRate(query, rate, length);
        return TIMES.formatted(
                millis(ofApi.getValueAtPercentile(50)),
                millis(ofApi.getValueAtPercentile(90)),
                millis(ofApi.getValueAtPercentile(99)),
                millis(ofQuery.getValueAtPercentile(50)),
                millis(ofQuery.getValueAtPercentile(90)),
                millis(ofQuery.getValueAtPercentile(99)),
                millis(ofApi.getValueAtPercentile(90) - ofQuery.getValueAtPercentile(90)));
    }

    private static String millis(long nanos) {
        return "%.2f".formatted(nanos / 1e6);
    }
}
