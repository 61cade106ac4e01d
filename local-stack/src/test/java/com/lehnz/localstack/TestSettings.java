package com.lehnz.localstack;

import java.nio.file.Path;

/** The archives that the build left beside the tests. */
final class TestSettings {
    private TestSettings() {}

    static Path engines() {
        return Path.of(System.getProperty("lehnz.engines", "target/engines"));
    }

    static LocalStackSettings in(Path data) {
        return LocalStackSettings.of(engines(), data);
    }
}
