package com.lehnz.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.UnmatchedArgumentException;

class CommandLineTest {

    @Test
    void serveTakesSettingsAsTheReadmeWritesThem() {
        var parsed = Lehnz.commandLine()
                .parseArgs("serve", "--lehnz.opensearch.uri=https://search:9200", "--server.port=9090");

        assertThat(parsed.subcommand().matchedPositional(0).<List<String>>getValue())
                .containsExactly("--lehnz.opensearch.uri=https://search:9200", "--server.port=9090");
    }

    @Test
    void operatorsCommandsTakeSettingsToo() {
        var parsed = Lehnz.commandLine()
                .parseArgs("accounts", "keys", "--org=shop", "--lehnz.opensearch.uri=https://search:9200");

        assertThat(parsed.subcommand().subcommand().matchedPositional(0).<List<String>>getValue())
                .containsExactly("--lehnz.opensearch.uri=https://search:9200");
    }

    @Test
    void aMisspeltOptionIsRefused() {
        assertThatThrownBy(() -> Lehnz.commandLine().parseArgs("up", "--prot=9090"))
                .isInstanceOf(UnmatchedArgumentException.class)
                .hasMessageContaining("--prot=9090");
    }

    @Test
    void aMisspeltOptionIsNoFileToEvaluate() {
        assertThatThrownBy(() -> Lehnz.commandLine()
                        .parseArgs("evaluate", "load", "--mapping", "online-retail", "--spilt=80%", "log.csv"))
                .isInstanceOf(UnmatchedArgumentException.class)
                .hasMessageContaining("--spilt=80%");
    }

    @Test
    void aMisspeltOptionIsNoSettingOfAnOperation() {
        StringWriter errors = new StringWriter();

        int status = Lehnz.commandLine()
                .setErr(new PrintWriter(errors, true))
                .execute("reindex", "--org", "acme", "--dryrun");

        assertThat(status).isEqualTo(2);
        assertThat(errors.toString()).contains("Unknown option: '--dryrun'");
    }

    @Test
    void aFileIsNothingToGoBackTo() {
        StringWriter errors = new StringWriter();

        int status = Lehnz.commandLine()
                .setErr(new PrintWriter(errors, true))
                .execute("reindex", "--org=acme", "--rollback", "--from=catalog.csv", "--missing=drop");

        assertThat(status).isEqualTo(2);
        assertThat(errors.toString()).contains("--from");
    }
}
