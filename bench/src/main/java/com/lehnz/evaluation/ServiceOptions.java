package com.lehnz.evaluation;

import com.lehnz.evaluation.service.Api;
import com.lehnz.evaluation.service.Settings;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which service, and which of its organizations. */
final class ServiceOptions {
    @Option(
            names = "--env",
            defaultValue = ".lehnz/demo.env",
            description =
                    "A file with LEHNZ_URL, LEHNZ_PK, LEHNZ_SK and LEHNZ_METRICS_TOKEN, where the environment does not have them "
                            + "(default: ${DEFAULT-VALUE}).")
    private Path env = Path.of(".lehnz/demo.env");

    Api open() throws IOException {
        return new Api(Settings.of(System.getenv(), env));
    }
}
