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
    private static final String ROW = "%-30s%8s%8s%10s%8s%8s%12s%8s%8s%10s";

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
                    .accept(ROW.formatted(
                            "strategy",
                            "API/s",
                            "query/s",
                            "API p50",
                            "p90",
                            "p99",
                            "query p50",
                            "p90",
                            "p99",
                            "added p90"));
            for (String strategy : strategies) {
                measure(strategy, questions.of(strategy, http), http);
            }
        }
    }

    private void measure(String strategy, List<Question> asked, Http http) throws Exception {
        Lane api = round -> http.send(asked.get(round % asked.size()).api());
        Lane query = round -> http.send(asked.get(round % asked.size()).search());
        Race.warmUp(List.of(api, query), CLIENTS);
        double mostOfApi = perSecond(api);
        double mostOfQuery = perSecond(query);
        if (mostOfApi < rate) {
            print(strategy, mostOfApi, mostOfQuery, "", "", "", "", "", "", "");
            return;
        }
        Histogram ofApi = Load.atRate(api, rate, length);
        Histogram ofQuery = Load.atRate(query, rate, length);
        print(
                strategy,
                mostOfApi,
                mostOfQuery,
                millis(ofApi, 50),
                millis(ofApi, 90),
                millis(ofApi, 99),
                millis(ofQuery, 50),
                millis(ofQuery, 90),
                millis(ofQuery, 99),
                "%.2f".formatted((ofApi.getValueAtPercentile(90) - ofQuery.getValueAtPercentile(90)) / 1e6));
    }

    private double perSecond(Lane lane) throws Exception {
        return Load.most(lane, CLIENTS, length) / (double) length.toSeconds();
    }

    private void print(String strategy, double mostOfApi, double mostOfQuery, String... times) {
        Object[] row = new Object[3 + times.length];
        row[0] = strategy;
        row[1] = "%.0f".formatted(mostOfApi);
        row[2] = "%.0f".formatted(mostOfQuery);
        System.arraycopy(times, 0, row, 3, times.length);
        target.say().accept(ROW.formatted(row));
    }

    private static String millis(Histogram times, double percentile) {
        return "%.2f".formatted(times.getValueAtPercentile(percentile) / 1e6);
    }
}
