package com.lehnz.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** OpenSearch without its start script: no shell, no keystore tool, and no refusal to run as root. */
record OpenSearchSpec(Path home, Path launchers, Path directory, Ports ports, int heapMb) implements EngineSpec {
    private static final int TIMEOUT_MS = 2_000;

    @Override
    public String name() {
        return "OpenSearch";
    }

    URI uri() {
        return at(ports.opensearchHttp());
    }

    static URI at(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void configure() throws IOException {
        Files.createDirectories(directory.resolve("tmp"));
        for (String file : List.of("opensearch.yml", "log4j2.properties")) {
            Resources.copy("opensearch/" + file, config().resolve(file));
        }
    }

    @Override
    public List<String> arguments() {
        return List.of(
                "-Xms" + heapMb + "m",
                "-Xmx" + heapMb + "m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dorg.apache.lucene.store.MMapDirectory.sharedArenaMaxPermits=1",
                "-Dio.netty.noUnsafe=true",
                "-Dlog4j2.disable.jmx=true",
                "-Dlog4j.shutdownHookEnabled=false",
                "-Djava.io.tmpdir=" + directory.resolve("tmp"),
                // Without JNA OpenSearch cannot see that it is root, and so does not refuse.
                "-Djna.noclasspath=true",
                "-Dopensearch.path.home=" + home,
                "-Dopensearch.path.conf=" + config(),
                "-Dopensearch.distribution.type=zip",
                "-Dopensearch.bundled_jdk=false",
                "-cp",
                classpath(),
                "com.lehnz.localstack.launcher.OpenSearchLauncher",
                "-Epath.data=" + directory.resolve("data"),
                "-Epath.logs=" + directory.resolve("logs"),
                "-Ehttp.port=" + ports.opensearchHttp(),
                "-Etransport.port=" + ports.opensearchTransport());
    }

    /** The agent's classes are needed, the agent itself would forbid the launcher to exit. */
    private String classpath() {
        Path agent = home.resolve("agent/opensearch-agent-bootstrap-" + version() + ".jar");
        return String.join(":", home.resolve("lib") + "/*", agent.toString(), launchers.toString());
    }

    private String version() {
        String directoryName = home.toString();
        return directoryName.substring(directoryName.lastIndexOf('-') + 1);
    }

    private Path config() {
        return directory.resolve("config");
    }

    @Override
    public boolean answers() throws IOException {
        return get("/_cat/plugins?h=component").contains("opensearch-knn")
                && !get("/_cluster/health?wait_for_status=yellow&timeout=1s").isEmpty();
    }

    /** Empty unless the answer is 200; a health that does not come in time is a 408. */
    private String get(String path) throws IOException {
        var connection = (HttpURLConnection) uri().resolve(path).toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(TIMEOUT_MS);
        connection.setReadTimeout(TIMEOUT_MS);
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
            connection.disconnect();
            return "";
        }
        try (InputStream body = connection.getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
