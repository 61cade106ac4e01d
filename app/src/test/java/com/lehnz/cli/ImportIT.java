package com.lehnz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.accounts.Role;
import com.lehnz.engine.Index;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Office;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

/** The command against a running service. */
@LehnzTest
class ImportIT {
    private static final String HEADER = "user_id,status,created_at,about\n";

    @Autowired
    private Shops shops;

    @TempDir
    private Path folder = Path.of("");

    private Office office;
    private Shop shop;

    @BeforeEach
    void register() throws IOException {
        office = shops.register();
        shop = shops.open(office);
        Files.writeString(
                folder.resolve("demo.env"),
                "LEHNZ_URL=%s\nLEHNZ_EMAIL=%s\nLEHNZ_PASSWORD=%s\n"
                        .formatted(shops.uri(), office.email(Role.OWNER), Office.PASSWORD));
    }

    private record Result(int status, String output) {}

    private Result run(String... more) {
        StringWriter output = new StringWriter();
        PrintWriter out = new PrintWriter(output, true);
        String[] start = {"import", "users", folder.resolve("users.csv").toString(), "--env"};
        String[] arguments = java.util.stream.Stream.of(
                        start, new String[] {folder.resolve("demo.env").toString()}, more)
                .flatMap(java.util.stream.Stream::of)
                .toArray(String[]::new);
        int status = Lehnz.commandLine().setOut(out).setErr(out).execute(arguments);
        return new Result(status, output.toString());
    }

    /** About one and a half megabytes. */
    private void write(String row) throws IOException {
        String text = "x".repeat(7_500);
        Files.writeString(
                folder.resolve("users.csv"),
                IntStream.range(0, 200)
                        .mapToObj(i -> i == 150 ? row : "u-%d,active,2026-01-01,%s".formatted(i, text))
                        .collect(Collectors.joining("\n", HEADER, "\n")));
    }

    @Test
    void aFileThatIsLongerThanAnUploadMayBeGoesInParts() throws IOException {
        write("u-150,active,2026-01-01,me");

        for (int times = 0; times < 2; times++) {
            Result result = run("--part", "1");
            assertThat(result.status()).isZero();
            assertThat(result.output()).contains("200 rows, 0 malformed", "200 users are live");
        }

        assertThat(office.data(office.as(Role.OWNER, HttpMethod.GET, "/imports", null))
                        .path("imports")
                        .valueStream()
                        .map(it -> it.path("applied").asInt())
                        .reduce(0, Integer::sum))
                .as("rows of two runs")
                .isEqualTo(400);
        assertThat(shop.stored(Index.USERS, "u-150").at("/attributes/about").asString())
                .isEqualTo("me");
        assertThat(shop.stored(Index.USERS, "u-199").isMissingNode()).isFalse();
    }

    @Test
    void oneMalformedRowRefusesAllPartsOrIsLeftOut() throws IOException {
        write("u-150,gone,2026-01-01,me");

        Result refused = run("--part", "1");
        assertThat(refused.status()).isNotZero();
        assertThat(refused.output()).contains("row 152: Invalid status 'gone'", "--mode skip");
        assertThat(shop.stored(Index.USERS, "u-0").isMissingNode()).isTrue();

        assertThat(run("--part", "1", "--mode", "skip").output())
                .contains("200 rows, 1 malformed", "row 152: Invalid status 'gone'", "199 users are live");
    }

    @Test
    void aFileThatFitsIsCheckedByTheService() throws IOException {
        write("u-150,gone,2026-01-01,me");

        Result refused = run();
        assertThat(refused.status()).isNotZero();
        assertThat(refused.output())
                .contains("row 152: Invalid status 'gone'", "Nothing is imported, 1 of 200 rows is malformed");
        assertThat(run("--mode", "skip").output()).contains("199 users are live");
    }

    @Test
    void whoBelongsToSeveralOrganizationsNamesOne() throws IOException {
        write("u-150,active,2026-01-01,me");
        String second = "Second " + UUID.randomUUID();
        office.data(office.as(Role.OWNER, HttpMethod.POST, "/orgs", Map.of("name", second)));

        assertThat(run().output()).contains("Name an organization with --org");
        assertThat(run("--org", "nobody").output()).contains("There is no organization 'nobody'");
        assertThat(run("--org", second).output()).contains("200 users are live");
        assertThat(shop.stored(Index.USERS, "u-0").isMissingNode()).isTrue();
    }
}
