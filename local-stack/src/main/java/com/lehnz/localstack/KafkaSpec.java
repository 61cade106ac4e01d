package com.lehnz.localstack;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** A Kafka broker that is its own controller. */
record KafkaSpec(List<Path> jars, Path launchers, Path directory, Ports ports, int heapMb) implements EngineSpec {
    private static final int TIMEOUT_MS = 2_000;
    private static final short METADATA = 3;

    @Override
    public String name() {
        return "Kafka";
    }

    String bootstrap() {
        return at(ports.kafkaClient());
    }

    static String at(int port) {
        return "127.0.0.1:" + port;
    }

    @Override
    public void configure() throws IOException {
        String controller = "127.0.0.1:" + ports.kafkaController();
        var properties = new Properties();
        properties.load(new ByteArrayInputStream(Resources.read("kafka/server.properties")));
        properties.setProperty("listeners", "PLAINTEXT://" + bootstrap() + ",CONTROLLER://" + controller);
        properties.setProperty("advertised.listeners", "PLAINTEXT://" + bootstrap());
        // Named here and not in the storage, because the port may differ at the next start.
        properties.setProperty("controller.quorum.voters", "1@" + controller);
        properties.setProperty("log.dirs", directory.resolve("data").toString());
        Files.createDirectories(directory);
        try (OutputStream out = Files.newOutputStream(config())) {
            properties.store(out, null);
        }
    }

    @Override
    public List<String> arguments() {
        List<Path> classpath = new ArrayList<>(jars);
        classpath.add(launchers);
        return List.of(
                "-Xmx" + heapMb + "m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                // Starts faster, and a broker this small has little to gain from the second compiler.
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dorg.slf4j.simpleLogger.logFile=System.out",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSX",
                // Every start would print all of its several hundred settings, more than once.
                "-Dorg.slf4j.simpleLogger.log.org.apache.kafka.common.config.AbstractConfig=warn",
                "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaConfig=warn",
                "-cp",
                classpath.stream().map(Path::toString).collect(Collectors.joining(":")),
                "com.lehnz.localstack.launcher.KafkaLauncher",
                config().toString());
    }

    private Path config() {
        return directory.resolve("server.properties");
    }

    /**
     * Asks in Kafka's own protocol which brokers the cluster has. An open port is not enough: the broker listens before
     * it may lead a partition, and lists itself only from then on.
     */
    @Override
    public boolean answers() throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(Ports.loopback(), ports.kafkaClient()), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            var out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(14); // length of what follows
            out.writeShort(METADATA);
            out.writeShort(1); // version
            out.writeInt(0); // correlation id
            out.writeShort(-1); // no client id
            out.writeInt(0); // no topics
            var in = new DataInputStream(socket.getInputStream());
            in.readInt(); // length
            in.readInt(); // correlation id
            return in.readInt() > 0; // number of brokers
        }
    }
}
