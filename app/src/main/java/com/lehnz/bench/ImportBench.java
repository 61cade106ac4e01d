package com.lehnz.bench;

import com.lehnz.accounts.Logins;
import com.lehnz.audit.Actor;
import com.lehnz.client.ServiceClient;
import com.lehnz.engine.OrgId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of items from its upload until it is live, against embedding the same texts and storing the same documents; files
 * with malformed rows; and a file in whose middle the service is killed again and again.
 */
public final class ImportBench {
    private static final long MEGABYTE = 1_000_000;
    private static final int BROKEN_EVERY = 100;
    private static final int LOOK_AGAIN_MS = 1_000;
    private static final String ITEMS = "/upload/items?mode=";

    private final Target target;
    private final List<String> settings;
    private final Plan plan;

    /** @param settings that make a node work on the target's engines */
    public ImportBench(Target target, List<String> settings, Plan plan) {
        this.target = target;
        this.settings = settings;
        this.plan = plan;
    }

    /**
     * @param catalogs CSV files whose rows become the items
     * @param megabytes of the large file
     * @param smaller megabytes of those that are broken or interrupted
     * @param heap megabytes of the service's process
     * @param kills of the service
     */
    public record Plan(List<Path> catalogs, int megabytes, int smaller, int heap, int kills) {}

    public void run() throws Exception {
        Path folder = Files.createTempDirectory("lehnz-import-bench");
        try (ServiceProcess service = ServiceProcess.start(plan.heap(), folder.resolve("service.log"), settings);
                Http http = new Http()) {
            say("Warming up");
            ItemFile small = ItemFile.write(folder.resolve("small.csv"), plan.catalogs(), MEGABYTE, 0);
            importTo(service, http, small);
            ItemFile large =
                    ItemFile.write(folder.resolve("large.csv"), plan.catalogs(), plan.megabytes() * MEGABYTE, 0);
            throughput(service, http, large);
            broken(service, folder.resolve("broken.csv"));
            kills(service, folder.resolve("kills.csv"));
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    /** An organization with its owner, who uploads. */
    private record Shop(OrgId org, ServiceClient client) implements AutoCloseable {
        @Override
        public void close() {
            client.close();
        }
    }

    private Shop open(ServiceProcess service) throws InterruptedException {
        String email = UUID.randomUUID() + "@bench.example";
        String password = Logins.randomPassword();
        OrgId org = Target.await(target.bean(Logins.class)
                        .register(email, password, "Import " + UUID.randomUUID(), Actor.OPERATOR))
                .orgId();
        ServiceClient client = new ServiceClient(service.url(), email, password);
        client.chooseOrganization(null);
        return new Shop(org, client);
    }

    private record Timed(OrgId org, double accepted, double live, long heap) {}

    private Timed importTo(ServiceProcess service, Http http, ItemFile file) throws Exception {
        try (Shop shop = open(service)) {
            long heap = 0;
            long start = System.nanoTime();
            JsonNode now = shop.client().upload(ITEMS + "reject", file.path(), "items.csv");
            double accepted = seconds(start);
            while (!now.has("live_at")) {
                heap = Math.max(heap, service.heap(http));
                Thread.sleep(LOOK_AGAIN_MS);
                now = find(shop, now);
            }
            require(now, "applied", file.rows());
            return new Timed(shop.org(), accepted, seconds(start), heap);
        }
    }

    private void throughput(ServiceProcess service, Http http, ItemFile file) throws Exception {
        say("Importing %,d rows, %.1f MB".formatted(file.rows(), file.bytes() / 1e6));
        Timed timed = importTo(service, http, file);
        Target imported = target.of(timed.org());
        double bare = new BareIndexing(imported).seconds(file.items(), http)
                / file.items().size();
        double each = timed.live() / file.rows();
        say("");
        say("%-34s%.1f s".formatted("202 after", timed.accepted()));
        say("%-34s%.1f s, %,.0f rows per second".formatted("live after", timed.live(), 1 / each));
        say("%-34s%,.0f rows per second".formatted("bare embedding and bulk", 1 / bare));
        say("%-34s%.2f".formatted("ratio", each / bare));
        say("%-34s%d MB of -Xmx%dm"
                .formatted("heap in use at most, with garbage", timed.heap() / MEGABYTE, plan.heap()));
    }

    private void broken(ServiceProcess service, Path path) throws Exception {
        ItemFile file = ItemFile.write(path, plan.catalogs(), plan.smaller() * MEGABYTE, BROKEN_EVERY);
        long bad = file.rows() / BROKEN_EVERY;
        say("");
        try (Shop shop = open(service)) {
            try {
                shop.client().upload(ITEMS + "reject", path, "broken.csv");
                throw new IllegalStateException("a file with malformed rows was accepted");
            } catch (ServiceClient.Refused e) {
                say("1%% broken rows, reject: %s (%,d problems listed)"
                        .formatted(e.getMessage(), e.errors().size()));
            }
            JsonNode done = awaitLive(shop, shop.client().upload(ITEMS + "skip", path, "broken.csv"));
            require(done, "rejected", bad);
            require(done, "applied", file.rows() - bad);
            require(shop, file.rows() - bad);
            say("1%% broken rows, skip: %s".formatted(counts(done)));
        }
    }

    private void kills(ServiceProcess service, Path path) throws Exception {
        ItemFile file = ItemFile.write(path, plan.catalogs(), plan.smaller() * MEGABYTE, 0);
        try (Shop shop = open(service)) {
            JsonNode started = shop.client().upload(ITEMS + "reject", path, "items.csv");
            for (int kill = 1; kill <= plan.kills(); kill++) {
                long applied = awaitApplied(shop, started, file.rows() * kill / (plan.kills() + 1));
                service.killAndRestart();
                say("killed with %,d of %,d rows applied".formatted(applied, file.rows()));
            }
            JsonNode done = awaitLive(shop, started);
            require(done, "applied", file.rows());
            require(shop, file.rows());
            say("killed %d times: %s".formatted(plan.kills(), counts(done)));
        }
    }

    private static JsonNode find(Shop shop, JsonNode started) throws InterruptedException {
        return shop.client().get("/imports/" + started.path("import_id").asString());
    }

    private static JsonNode awaitLive(Shop shop, JsonNode started) throws InterruptedException {
        JsonNode now = started;
        while (!now.has("live_at")) {
            Thread.sleep(LOOK_AGAIN_MS); // Measures from outside: there is nothing to wait on.
            now = find(shop, started);
        }
        return now;
    }

    private static long awaitApplied(Shop shop, JsonNode started, long rows) throws InterruptedException {
        long applied = 0;
        while (applied < rows) {
            Thread.sleep(LOOK_AGAIN_MS); // As above.
            applied = find(shop, started).path("applied").asLong();
        }
        return applied;
    }

    private static String counts(JsonNode report) {
        return "%,d rows, %,d rejected, %,d applied, %,d failed"
                .formatted(
                        report.path("rows").asLong(),
                        report.path("rejected").asLong(),
                        report.path("applied").asLong(),
                        report.path("failed").asLong());
    }

    private static void require(JsonNode report, String count, long expected) {
        if (report.path(count).asLong() != expected) {
            throw new IllegalStateException("%s should be %,d: %s".formatted(count, expected, report));
        }
    }

    /** What OpenSearch itself counts. */
    private void require(Shop shop, long items) throws IOException, InterruptedException {
        try (Http http = new Http()) {
            String answer = http.send(Http.get(target.opensearch(), "/lehnz-items-" + shop.org() + "/_count"));
            long stored =
                    target.bean(JsonMapper.class).readTree(answer).path("count").asLong();
            if (stored != items) {
                throw new IllegalStateException("%,d items are stored instead of %,d".formatted(stored, items));
            }
        }
    }

    private void say(String line) {
        target.say().accept(line);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
