package com.lehnz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.testing.TestEngines;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What operators do at the command line, with no node running. */
class AccountsCommandsIT {

    private static List<String> run(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine commands = Lehnz.commandLine().setOut(new PrintWriter(out));
        String[] settings = Stream.of(TestEngines.settings(TestEngines.shared()))
                .map(setting -> "--" + setting)
                .toArray(String[]::new);
        int status = commands.execute(
                Stream.of(arguments, settings).flatMap(Stream::of).toArray(String[]::new));
        assertThat(status).isZero();
        return out.toString().lines().toList();
    }

    @Test
    void anOrganizationGetsAnOwnerAndKeysThatComeAndGo() {
        String mark = UUID.randomUUID().toString();
        List<String> created = run(
                "accounts", "create", "--name", "Shop " + mark, "--email", mark + "@example.com", "--requests", "5000");
        String org = created.getFirst().replaceFirst("Organization +", "");
        assertThat(created.getLast()).startsWith("Password");

        List<String> pair = run("accounts", "issue", "--org", org, "--label", "web");
        assertThat(pair.getFirst()).startsWith("lehnz_pk_");
        assertThat(pair.getLast()).startsWith("lehnz_sk_");

        List<String> listed = run("accounts", "keys", "--org", org);
        assertThat(listed).hasSize(3);
        String secret = listed.stream()
                .filter(line -> line.contains("lehnz_sk_"))
                .findFirst()
                .orElseThrow();
        run("accounts", "revoke", "--org", org, "--key", secret.split(" ")[0]);
        assertThat(run("accounts", "keys", "--org", org)).hasSize(2);
        run("accounts", "limit", "--org", org);

        String shortName = run("accounts", "list").stream()
                .filter(line -> line.startsWith(org))
                .map(line -> line.split(" +")[1])
                .findFirst()
                .orElseThrow();
        assertThat(run("accounts", "keys", "--org", shortName)).hasSize(2);

        assertThat(run("accounts", "password", "--email", mark + "@example.com"))
                .singleElement()
                .asString()
                .startsWith("Password")
                .isNotEqualTo(created.getLast());
    }
}
