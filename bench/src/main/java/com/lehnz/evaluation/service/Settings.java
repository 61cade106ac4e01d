package com.lehnz.evaluation.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * Where the service is, and the keys of the organization to evaluate with.
 *
 * @param metricsToken what opens the service's metrics
 */
public record Settings(URI url, String publishableKey, String secretKey, String metricsToken) {

    /**
     * {@code LEHNZ_URL}, {@code LEHNZ_PK}, {@code LEHNZ_SK} and {@code LEHNZ_METRICS_TOKEN}, of the environment or else of
     * a file.
     *
     * @param file as {@code ./lehnz up} writes it; need not exist
     * @throws IllegalArgumentException naming what is missing
     */
    public static Settings of(Map<String, String> environment, Path file) throws IOException {
        Properties settings = new Properties();
        if (Files.exists(file)) {
            try (BufferedReader in = Files.newBufferedReader(file)) {
                settings.load(in);
            }
        }
        settings.putAll(environment);
        return new Settings(
                URI.create(require(settings, "LEHNZ_URL", file)),
                require(settings, "LEHNZ_PK", file),
                require(settings, "LEHNZ_SK", file),
                require(settings, "LEHNZ_METRICS_TOKEN", file));
    }

    private static String require(Properties settings, String name, Path file) {
        String value = settings.getProperty(name, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s is neither set nor in %s, which ./lehnz up writes".formatted(name, file));
        }
        return value;
    }
}
