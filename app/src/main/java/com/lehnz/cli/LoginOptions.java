package com.lehnz.cli;

import com.lehnz.client.ServiceClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which service, and who is asking. The password comes from the environment or a file: command lines are no secret. */
final class LoginOptions {
    @Option(names = "--url", description = "Where the service is (default: LEHNZ_URL).")
    private @Nullable URI url;

    @Option(
            names = "--env",
            defaultValue = ".lehnz/demo.env",
            description =
                    "A file with LEHNZ_URL, LEHNZ_EMAIL and LEHNZ_PASSWORD, where the environment does not have them"
                            + " (default: ${DEFAULT-VALUE}).")
    private Path env = Path.of(".lehnz/demo.env");

    ServiceClient open() throws IOException {
        Properties settings = new Properties();
        if (Files.exists(env)) {
            try (var in = Files.newBufferedReader(env)) {
                settings.load(in);
            }
        }
        settings.putAll(System.getenv());
        return new ServiceClient(
                url == null ? URI.create(require(settings, "LEHNZ_URL")) : url,
                require(settings, "LEHNZ_EMAIL"),
                require(settings, "LEHNZ_PASSWORD"));
    }

    private String require(Properties settings, String name) {
        String value = settings.getProperty(name, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("%s is neither set nor in %s".formatted(name, env));
        }
        return value;
    }
}
