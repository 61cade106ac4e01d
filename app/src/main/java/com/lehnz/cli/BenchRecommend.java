package com.lehnz.cli;

import com.lehnz.bench.BenchCatalog;
import com.lehnz.bench.RecommendBench;
import com.lehnz.demo.DemoShop;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "recommend",
        description = "Recommendations against the same composed queries sent straight to OpenSearch.",
        mixinStandardHelpOptions = true)
final class BenchRecommend implements Callable<Integer> {
    @Mixin
    private BenchStage stage = new BenchStage();

    @Option(
            names = "--items",
            defaultValue = "27000",
            description = "Items of the generated catalog (default: ${DEFAULT-VALUE}).")
    private int items;

    @Option(
            names = "--csv",
            description = "A catalog of your own instead: a CSV file with a header row, or a .gz of one.")
    private @Nullable Path csv;

    @Option(
            names = "--id",
            defaultValue = "item_id",
            description = "Its column with the items' ids (default: ${DEFAULT-VALUE}).")
    private String id = "item_id";

    @Option(
            names = "--clients",
            split = ",",
            defaultValue = "1,16",
            description = "How many ask at the same time (default: ${DEFAULT-VALUE}).")
    private List<Integer> clients = List.of(1, 16);

    @Option(
            names = "--requests",
            defaultValue = "1000",
            description = "Timed requests of each kind per strategy (default: ${DEFAULT-VALUE}).")
    private int requests;

    @Option(
            names = "--strategies",
            split = ",",
            defaultValue = "personalized,similar,frequently-bought-together,frequently-consumed-together,session_based,"
                    + "session-resumption,abandonment-recovery,serendipity,trending,popular,cold-start-booster,"
                    + "fresh-content-boost,affinity-shift,vibe-check,basket,price_optimized",
            description = "Default: ${DEFAULT-VALUE}.")
    private List<String> strategies = List.of();

    @Override
    public Integer call() throws Exception {
        DemoShop shop = csv == null ? BenchCatalog.generated(items) : BenchCatalog.ofCsv(csv, id);
        stage.run(target -> new RecommendBench(target, shop, requests).run(strategies, clients));
        return 0;
    }
}
