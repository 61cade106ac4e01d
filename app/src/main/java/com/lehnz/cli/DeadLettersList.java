package com.lehnz.cli;

import com.lehnz.pipeline.DeadLetterFile;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Those that wait, oldest first.", mixinStandardHelpOptions = true)
final class DeadLettersList implements Runnable {
    private static final int REASON_WIDTH = 120;

    @Mixin
    private DeadLettersAccess access = new DeadLettersAccess();

    @Mixin
    private DeadLettersFilter filter = new DeadLettersFilter();

    @Option(names = "--limit", defaultValue = "100", description = "How many to print (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public void run() {
        access.with(file -> {
            List<DeadLetterFile.Summary> letters =
                    file.waiting().stream().filter(filter::matches).toList();
            letters.stream().limit(limit).forEach(this::print);
            access.out()
                    .printf(
                            "%,d dead letter%s%s%n",
                            letters.size(),
                            letters.size() == 1 ? "" : "s",
                            letters.size() > limit ? ", the oldest %,d printed".formatted(limit) : "");
        });
    }

    private void print(DeadLetterFile.Summary letter) {
        String reason = letter.reason().lines().findFirst().orElse("");
        access.out()
                .printf(
                        "%s  %s  %s  %s  %,d bytes%n    %s%n",
                        letter.id(),
                        letter.at(),
                        letter.topic(),
                        letter.key() == null ? "no key" : letter.key(),
                        letter.size(),
                        reason.length() > REASON_WIDTH ? reason.substring(0, REASON_WIDTH) + "…" : reason);
    }
}
