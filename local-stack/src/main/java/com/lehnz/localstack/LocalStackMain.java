package com.lehnz.localstack;

import java.io.IOException;
import java.nio.file.Path;

/** Both engines from the command line, until Ctrl-C or the end of standard input. */
public final class LocalStackMain {
    private LocalStackMain() {}

    public static void main(String[] args) throws IOException {
        Path data = Path.of(args.length > 0 ? args[0] : ".lehnz/stack");
        Path engines = Path.of(System.getProperty("lehnz.engines", "local-stack/target/engines"));
        LocalStack stack;
        try {
            stack = LocalStack.start(LocalStackSettings.of(engines, data), System.out::println);
        } catch (LocalStackException e) {
            System.err.println(e.getMessage());
            System.exit(1);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop-engines"));
        System.out.println("OpenSearch  " + stack.opensearch() + "  (log "
                + stack.opensearchEngine().logFile() + ")");
        System.out.println("Kafka       " + stack.kafkaBootstrap() + "  (log "
                + stack.kafkaEngine().logFile() + ")");
        System.out.println("Ctrl-C stops both.");
        while (System.in.read() != -1) {
            // Nothing is read; only the end matters.
        }
        System.exit(0);
    }
}
