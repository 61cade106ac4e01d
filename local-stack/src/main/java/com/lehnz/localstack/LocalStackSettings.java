package com.lehnz.localstack;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a stack needs to know.
 *
 * @param engines the archives of both engines, as the build of this module leaves them in {@code target/engines}
 * @param install where they are unpacked once, shared by all stacks of these archives
 * @param data everything that one stack writes: data, configuration, logs
 * @param opensearchPort HTTP port, or 0 for a free one
 * @param kafkaPort client port, or 0 for a free one
 * @param startDeadline how long a start may take until both engines are healthy
 */
public record LocalStackSettings(
        Path engines,
        Path install,
        Path data,
        int opensearchPort,
        int kafkaPort,
        int opensearchHeapMb,
        int kafkaHeapMb,
        Duration startDeadline) {

    public LocalStackSettings {
        engines = engines.toAbsolutePath().normalize();
        install = install.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
    }

    /** Free ports, the heaps of a laptop, and an installation beside the archives. */
    public static LocalStackSettings of(Path engines, Path data) {
        Path install = engines.toAbsolutePath().normalize().resolveSibling("engines-installed");
        return new LocalStackSettings(engines, install, data, 0, 0, 512, 128, Duration.ofMinutes(3));
    }

    public LocalStackSettings withInstall(Path directory) {
        return new LocalStackSettings(
                engines, directory, data, opensearchPort, kafkaPort, opensearchHeapMb, kafkaHeapMb, startDeadline);
    }

    public LocalStackSettings withPorts(int opensearch, int kafka) {
        return new LocalStackSettings(
                engines, install, data, opensearch, kafka, opensearchHeapMb, kafkaHeapMb, startDeadline);
    }

    public LocalStackSettings withHeaps(int opensearchMb, int kafkaMb) {
        return new LocalStackSettings(
                engines, install, data, opensearchPort, kafkaPort, opensearchMb, kafkaMb, startDeadline);
    }
}
