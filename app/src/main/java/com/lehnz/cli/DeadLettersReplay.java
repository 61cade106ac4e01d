package com.lehnz.cli;

import com.lehnz.pipeline.DeadLetterFile;
import com.lehnz.pipeline.DeadLetterId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "replay",
        description = "Put records back at the end of their topic, just as they were, once what failed is mended.",
        mixinStandardHelpOptions = true)
final class DeadLettersReplay implements Runnable {
    @Mixin
    private DeadLettersAccess access = new DeadLettersAccess();

    @Mixin
    private DeadLettersFilter filter = new DeadLettersFilter();

    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    static final class Which {
        @Parameters(paramLabel = "ID", description = "One of them, as list prints it.")
        private @Nullable String id;

        @Option(names = "--all", description = "All that wait and that the other options let through.")
        private boolean all;
    }

    @Override
    public void run() {
        @Nullable DeadLetterId one = which.id == null ? null : DeadLetterId.of(which.id);
        access.with(file -> {
            List<DeadLetterId> ids = one == null ? waiting(file) : List.of(one);
            file.replay(ids);
            access.out().printf("%,d replayed%n", ids.size());
        });
    }

    private List<DeadLetterId> waiting(DeadLetterFile file) {
        return file.waiting().stream()
                .filter(filter::matches)
                .map(DeadLetterFile.Summary::id)
                .toList();
    }
}
