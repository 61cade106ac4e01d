package com.lehnz.cli;

import com.lehnz.accounts.AccessTokens;
import com.lehnz.localstack.LocalStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;

/** The folder that {@code ./lehnz up} keeps its things in. */
record Home(Path path) {

    Path stack() {
        return path.resolve("stack");
    }

    /** Where the Kafka of the stack in it listens. */
    String kafka() {
        return LocalStack.kafkaBootstrapOf(stack())
                .orElseThrow(() -> new IllegalArgumentException(path + " is no folder of ./lehnz up"));
    }

    /** Where the OpenSearch of the stack in it listens. */
    URI opensearch() {
        return LocalStack.opensearchOf(stack())
                .orElseThrow(() -> new IllegalArgumentException(path + " is no folder of ./lehnz up"));
    }

    Path logs() {
        return path.resolve("logs");
    }

    Path serviceLog() throws IOException {
        Files.createDirectories(logs());
        return logs().resolve("service.log");
    }

    Path demoEnv() {
        return path.resolve("demo.env");
    }

    /** What this deployment signs access tokens with: made once and kept, so that they outlive a restart. */
    String signingKey() throws IOException {
        Path file = path.resolve("signing.key");
        if (!Files.exists(file)) {
            Files.createDirectories(path);
            writePrivately(file, AccessTokens.randomKey());
        }
        return Files.readString(file);
    }

    /** Into a file that only its owner can read. */
    static void writePrivately(Path file, String text) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, text);
    }

    /** @throws com.lehnz.localstack.LocalStackException while the stack is running */
    void forget() throws IOException {
        LocalStack.erase(stack());
        Files.deleteIfExists(demoEnv());
    }

    Properties readDemoEnv() throws IOException {
        Properties env = new Properties();
        if (Files.exists(demoEnv())) {
            try (var in = Files.newBufferedReader(demoEnv())) {
                env.load(in);
            }
        }
        return env;
    }

    /** @throws IllegalStateException when somebody listens there */
    void requireFreePort(int port) {
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getByName(null))) {
            return;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Port " + port + " is taken: stop what listens there, or choose another with --port.", e);
        }
    }
}
