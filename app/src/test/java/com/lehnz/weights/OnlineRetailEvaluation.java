package com.lehnz.weights;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * Ranking quality of the weights alone on UCI Online Retail, without any engine: {@code main} with the path of
 * {@code online-retail.csv.gz}, whose header names InvoiceNo, StockCode, Quantity, InvoiceDate and CustomerID.
 *
 * <p>Protocol: invoices that do not start with C, stock codes of five digits, positive quantities. Train: invoices before
 * 2011-11-01; test: from then on. Bought together: one random item of each test basket of 2 to 40 known items asks for
 * the others, NDCG@10. Consumed together: customers with training history and new items in the test period; their own
 * items are excluded, NDCG@20 over the new ones. Full ranking.
 */
final class OnlineRetailEvaluation {
    private static final String CUT = "2011-11-01";
    private static final Duration HALF_LIFE = Duration.ofDays(120);
    private static final Duration RECENT = Duration.ofDays(7);

    private record Invoice(String date, String customer, Set<String> items) {
        long time() {
            return LocalDateTime.parse(date.substring(0, 19).replace(' ', 'T'))
                    .toInstant(ZoneOffset.UTC)
                    .toEpochMilli();
        }
    }

    private final List<Invoice> train = new ArrayList<>();
    private final List<Invoice> test = new ArrayList<>();
    private final Evidence evidence;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final double[] popularity;

    private OnlineRetailEvaluation(Path csv) throws IOException {
        Map<String, Invoice> invoices = read(csv);
        invoices.values().stream()
                .sorted(Comparator.comparing(Invoice::date))
                .forEach(invoice -> (invoice.date().compareTo(CUT) < 0 ? train : test).add(invoice));
        var builder = new Evidence.Builder();
        for (int at = train.size() - 1; at >= 0; at--) {
            Invoice invoice = train.get(at);
            // A customer without a number is somebody else each time.
            String user = invoice.customer().isEmpty() ? "invoice " + at : invoice.customer();
            for (String item : invoice.items()) {
                builder.add(UserHash.of(user), at + 1, builder.item(item), invoice.time(), true);
            }
        }
        evidence = builder.build(Duration.ofMinutes(30));
        evidence.itemIds().forEach(item -> numbers.put(item, numbers.size()));
        popularity = new double[numbers.size()];
        for (Invoice invoice : train) {
            double weight = Math.pow(.5, (evidence.newest() - invoice.time()) / (double) RECENT.toMillis());
            known(invoice).forEach(item -> popularity[item] += weight);
        }
        double most = IntStream.range(0, popularity.length)
                .mapToDouble(item -> popularity[item])
                .max()
                .orElseThrow();
        for (int item = 0; item < popularity.length; item++) {
            popularity[item] /= most;
        }
        System.out.printf(
                "%d train, %d test invoices, %d items, %d interactions%n",
                train.size(), test.size(), numbers.size(), evidence.size());
    }

    public static void main(String[] arguments) throws IOException {
        var evaluation = new OnlineRetailEvaluation(Path.of(arguments[0]));
        evaluation.boughtTogether();
        evaluation.consumedTogether();
    }

    private void boughtTogether() {
        Partners[] weights = learn(new EvidenceRows(HALF_LIFE).baskets(evidence), true);
        double[][] bySource = bySource(weights);
        for (double power : new double[] {0, .2}) {
            Random random = new Random(1);
            double hits = 0;
            double ndcg = 0;
            int cases = 0;
            for (Invoice invoice : test) {
                List<Integer> basket = known(invoice);
                if (basket.size() < 2 || basket.size() > 40) {
                    continue;
                }
                int asked = basket.get(random.nextInt(basket.size()));
                double[] scores = boosted(bySource[asked], power);
                scores[asked] = -1;
                Set<Integer> wanted = new HashSet<>(basket);
                wanted.remove(asked);
                double gain = ndcg(scores, wanted, 10);
                hits += gain > 0 ? 1 : 0;
                ndcg += gain;
                cases++;
            }
            System.out.printf(
                    "bought   x recent popularity^%.1f  Hit@10 %.4f  NDCG@10 %.4f  (%d baskets)%n",
                    power, hits / cases, ndcg / cases, cases);
        }
    }

    private void consumedTogether() {
        Partners[] weights = learn(new EvidenceRows(HALF_LIFE).histories(evidence), false);
        double[][] bySource = bySource(weights);
        Map<String, Map<Integer, Long>> own = new HashMap<>();
        Map<String, Set<Integer>> later = new TreeMap<>();
        train.stream()
                .filter(invoice -> !invoice.customer().isEmpty())
                .forEach(invoice -> known(invoice)
                        .forEach(item -> own.computeIfAbsent(invoice.customer(), first -> new HashMap<>())
                                .put(item, invoice.time())));
        test.stream()
                .filter(invoice -> own.containsKey(invoice.customer()))
                .forEach(invoice -> later.computeIfAbsent(invoice.customer(), first -> new HashSet<>())
                        .addAll(known(invoice)));
        later.forEach((customer, items) ->
                items.removeAll(own.getOrDefault(customer, Map.of()).keySet()));
        later.values().removeIf(Set::isEmpty);
        for (double power : new double[] {0, .6}) {
            double ndcg = 0;
            for (var asked : later.entrySet()) {
                double[] scores = new double[numbers.size()];
                own.getOrDefault(asked.getKey(), Map.of()).forEach((source, time) -> {
                    double weight = Math.pow(.5, (evidence.newest() - time) / (double) HALF_LIFE.toMillis());
                    for (int target = 0; target < scores.length; target++) {
                        scores[target] += weight * bySource[source][target];
                    }
                });
                double[] boosted = boosted(scores, power);
                own.getOrDefault(asked.getKey(), Map.of()).keySet().forEach(item -> boosted[item] = -1);
                ndcg += ndcg(boosted, asked.getValue(), 20);
            }
            System.out.printf(
                    "consumed x recent popularity^%.1f                 NDCG@20 %.4f  (%d customers)%n",
                    power, ndcg / later.size(), later.size());
        }
    }

    private Partners[] learn(Incidence rows, boolean bought) {
        long start = System.nanoTime();
        ItemWeights weights = new ItemWeights(rows, rows);
        Partners[] all = new Partners[rows.items()];
        for (int item = 0; item < all.length; item++) {
            all[item] = bought ? weights.boughtWith(item) : weights.consumedWith(item);
        }
        System.out.printf(
                "learned %s of %d items in %.1f s%n",
                bought ? "bought" : "consumed", all.length, (System.nanoTime() - start) / 1e9);
        return all;
    }

    private static double[][] bySource(Partners[] weights) {
        double[][] bySource = new double[weights.length][weights.length];
        for (int target = 0; target < weights.length; target++) {
            for (int rank = 0; rank < weights[target].size(); rank++) {
                bySource[weights[target].items()[rank]][target] =
                        weights[target].weights()[rank];
            }
        }
        return bySource;
    }

    private double[] boosted(double[] scores, double power) {
        double[] boosted = new double[scores.length];
        for (int item = 0; item < scores.length; item++) {
            boosted[item] = power == 0 ? scores[item] : scores[item] * Math.pow(popularity[item], power);
        }
        return boosted;
    }

    private static double ndcg(double[] scores, Set<Integer> wanted, int depth) {
        int[] best = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer item) -> -scores[item]))
                .limit(depth)
                .mapToInt(item -> item)
                .toArray();
        double gain = 0;
        double ideal = 0;
        for (int rank = 0; rank < depth; rank++) {
            double discount = Math.log(2) / Math.log(rank + 2);
            gain += wanted.contains(best[rank]) ? discount : 0;
            ideal += rank < wanted.size() ? discount : 0;
        }
        return gain / ideal;
    }

    private List<Integer> known(Invoice invoice) {
        return invoice.items().stream()
                .sorted()
                .filter(numbers::containsKey)
                .map(numbers::get)
                .toList();
    }

    private static Map<String, Invoice> read(Path csv) throws IOException {
        Map<String, Invoice> invoices = new LinkedHashMap<>();
        try (var in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(csv)), StandardCharsets.UTF_8))) {
            List<String> header = List.of(in.readLine().split(","));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                // Only descriptions are quoted.
                String[] values = line.replaceAll("\"(?:[^\"]|\"\")*\"", "").split(",", -1);
                String invoice = values[header.indexOf("InvoiceNo")];
                String item = values[header.indexOf("StockCode")];
                if (!invoice.startsWith("C")
                        && item.matches("\\d{5}.*")
                        && Double.parseDouble(values[header.indexOf("Quantity")]) > 0) {
                    invoices.computeIfAbsent(
                                    invoice,
                                    first -> new Invoice(
                                            values[header.indexOf("InvoiceDate")],
                                            values[header.indexOf("CustomerID")],
                                            new HashSet<>()))
                            .items()
                            .add(item);
                }
            }
        }
        return invoices;
    }
}
