package com.lehnz.cli;

import com.lehnz.pipeline.DeadLetterFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which letters a command is about. */
final class DeadLettersFilter {
    @Option(names = "--org", description = "Only this organization's, by its id (not its short name).")
    private @Nullable String org;

    @Option(names = "--topic", description = "Only those of this topic, such as lehnz.events.")
    private @Nullable String topic;

    @Option(names = "--reason-contains", paramLabel = "TEXT", description = "Only those whose reason has this in it.")
    private @Nullable String reason;

    boolean matches(DeadLetterFile.Summary letter) {
        String key = letter.key();
        return (org == null || key != null && key.startsWith(org + ":"))
                && (topic == null || topic.equals(letter.topic()))
                && (reason == null || letter.reason().contains(reason));
    }
}
