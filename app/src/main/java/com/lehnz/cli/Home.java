package com.lehnz.cli;

import com.lehnz.localstack.LocalStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
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
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getByName(null))) {
            probe.setReuseAddress(true);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Port " + port + " is taken: stop what listens there, or choose another with --port.", e);
        }
    }
}
