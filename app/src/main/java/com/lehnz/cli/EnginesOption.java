package com.lehnz.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the engines' archives are: {@code ./lehnz} knows. */
final class EnginesOption {
    @Option(
            names = "--engines",
            defaultValue = "${sys:lehnz.engines:-local-stack/target/engines}",
            hidden = true,
            description = "The engines' archives, as the build leaves them.")
    private Path archives = Path.of("local-stack/target/engines");

    Path archives() {
        return archives;
    }
}
