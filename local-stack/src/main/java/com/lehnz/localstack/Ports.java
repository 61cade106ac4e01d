package com.lehnz.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;

/** The loopback ports of one stack, remembered in its data directory: a restart keeps the addresses if it can. */
record Ports(int opensearchHttp, int opensearchTransport, int kafkaClient, int kafkaController) {
    // Below the ports that the system hands to outgoing connections: a stopped engine's port is not given away, and
    // a client that retries a dead port there could even connect to itself.
    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;
    private static final int ATTEMPTS = 100;

    static Ports choose(LocalStackSettings settings) throws IOException {
        Path file = file(settings.data());
        Properties remembered = read(file);
        // All stay bound until the last one is chosen, so that no two are the same.
        List<ServerSocket> bound = new ArrayList<>();
        try {
            var ports = new Ports(
                    choose("opensearch.http", settings.opensearchPort(), remembered, bound),
                    choose("opensearch.transport", 0, remembered, bound),
                    choose("kafka.client", settings.kafkaPort(), remembered, bound),
                    choose("kafka.controller", 0, remembered, bound));
            try (OutputStream out = Files.newOutputStream(file)) {
                remembered.store(out, null);
            }
            return ports;
        } finally {
            for (ServerSocket socket : bound) {
                socket.close();
            }
        }
    }

    static Optional<Integer> kafkaClientOf(Path data) {
        return remembered(data, "kafka.client");
    }

    static Optional<Integer> opensearchHttpOf(Path data) {
        return remembered(data, "opensearch.http");
    }

    private static Optional<Integer> remembered(Path data, String port) {
        try {
            return Optional.ofNullable(read(file(data)).getProperty(port)).map(Integer::valueOf);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(Path data) {
        return data.resolve("ports.properties");
    }

    private static Properties read(Path file) throws IOException {
        var remembered = new Properties();
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                remembered.load(in);
            }
        }
        return remembered;
    }

    private static int choose(String name, int fixed, Properties remembered, List<ServerSocket> bound) {
        int last = Integer.parseInt(remembered.getProperty(name, "0"));
        ServerSocket socket = fixed != 0
                ? bind(fixed)
                        .orElseThrow(() -> new LocalStackException(
                                "Port " + fixed + " (" + name + ") is taken: stop what uses it or choose another."))
                : Optional.of(last)
                        .filter(port -> port != 0)
                        .flatMap(Ports::bind)
                        .orElseGet(Ports::bindFree);
        bound.add(socket);
        remembered.setProperty(name, Integer.toString(socket.getLocalPort()));
        return socket.getLocalPort();
    }

    private static ServerSocket bindFree() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<ServerSocket> socket = bind(ThreadLocalRandom.current().nextInt(FIRST, LAST));
            if (socket.isPresent()) {
                return socket.get();
            }
        }
        throw new LocalStackException("No free port was found between " + FIRST + " and " + LAST + ".");
    }

    private static Optional<ServerSocket> bind(int port) {
        try {
            return Optional.of(new ServerSocket(port, 1, loopback()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The address the engines bind; the platform's own notion of loopback may be the IPv6 one. */
    static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }
}
