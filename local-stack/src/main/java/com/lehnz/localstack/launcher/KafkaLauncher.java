package com.lehnz.localstack.launcher;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** The main class of the Kafka process: formats the storage when it is new, then runs the broker. */
public final class KafkaLauncher {
    private KafkaLauncher() {}

    public static void main(String[] args) throws Exception {
        EngineProcess.begin();
        String config = args[0];
        if (!isFormatted(Path.of(config))) {
            format(config);
        }
        Kafka.main(args);
    }

    private static boolean isFormatted(Path config) throws Exception {
        var properties = new Properties();
        try (InputStream in = Files.newInputStream(config)) {
            properties.load(in);
        }
        return Files.exists(Path.of(properties.getProperty("log.dirs"), "meta.properties"));
    }

    private static void format(String config) {
        String[] format = {
            "format", "--ignore-formatted", "--cluster-id", Uuid.randomUuid().toString(), "--config", config
        };
        int code = StorageTool.execute(format, System.out);
        if (code != 0) {
            System.exit(code);
        }
    }
}
