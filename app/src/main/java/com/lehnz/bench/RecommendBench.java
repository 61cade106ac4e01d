package com.lehnz.bench;

import com.lehnz.bench.Questions.Question;
import com.lehnz.bench.Race.Lane;
import com.lehnz.demo.DemoShop;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code POST /v1/recommend} against the search it is composed to, sent straight to OpenSearch, and, where the strategy
 * has to read something first, against that read and the search. What is popular and trending comes from memory most of the
 * time, as it does for whoever asks for it often.
 */
public final class RecommendBench {
    private static final String ROW = "%-30s%8s%10s%8s%12s%8s%8s%8s%16s%8s";

    private final Target target;
    private final Questions questions;
    private final int requests;

    public RecommendBench(Target target, DemoShop shop, int requests) {
        this.target = target;
        this.questions = new Questions(target, shop, target.bean(JsonMapper.class));
        this.requests = requests;
    }

    public void run(List<String> strategies, List<Integer> clients) throws Exception {
        try (Http http = new Http()) {
            questions.load(http);
            target.say().accept("");
            target.say()
                    .accept("%,d items, %,d requests of each kind; milliseconds"
                            .formatted(questions.shop().items().size(), requests));
            target.say()
                    .accept(ROW.formatted(
                            "strategy",
                            "clients",
                            "API p50",
                            "p99",
                            "query p50",
                            "p99",
                            "ratio",
                            "p99",
                            "read+query p50",
                            "ratio"));
            for (String strategy : strategies) {
                List<Question> asked = questions.of(strategy, http);
                for (int count : clients) {
                    measure(strategy, asked, count, http);
                }
            }
        }
    }

    private void measure(String strategy, List<Question> asked, int clients, Http http) throws Exception {
        List<Lane> lanes = new ArrayList<>();
        lanes.add(round -> http.send(question(asked, round).api()));
        lanes.add(round -> http.send(question(asked, round).search()));
        if (asked.getFirst().read() != null) {
            lanes.add(round -> {
                Question question = question(asked, round);
                http.send(Objects.requireNonNull(question.read()));
                http.send(question.search());
            });
        }
        if (!Race.warmUp(lanes, clients)) {
            target.say().accept("(still compiling)");
        }
        print(strategy, clients, Race.run(lanes, clients, requests));
    }

    private static Question question(List<Question> asked, int round) {
        return asked.get(round % asked.size());
    }

    private void print(String strategy, int clients, List<Histogram> times) {
        double api50 = millis(times.get(0), 50);
        double api99 = millis(times.get(0), 99);
        double bare50 = millis(times.get(1), 50);
        double bare99 = millis(times.get(1), 99);
        boolean reads = times.size() > 2;
        double both50 = reads ? millis(times.get(2), 50) : Double.NaN;
        target.say()
                .accept(ROW.formatted(
                        strategy,
                        clients,
                        number(api50),
                        number(api99),
                        number(bare50),
                        number(bare99),
                        number(api50 / bare50),
                        number(api99 / bare99),
                        reads ? number(both50) : "",
                        reads ? number(api50 / both50) : ""));
    }

    private static double millis(Histogram times, double percentile) {
        return times.getValueAtPercentile(percentile) / 1e6;
    }

    private static String number(double value) {
        return "%.2f".formatted(value);
    }
}
