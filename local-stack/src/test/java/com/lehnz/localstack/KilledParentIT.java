package com.lehnz.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class KilledParentIT {
    @TempDir
    Path data;

    @Test
    void leavesNoEngineBehindAndTheNextStackFindsItsDataAndPorts() throws Exception {
        Process parent = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-Dlehnz.engines=" + TestSettings.engines(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LocalStackMain.class.getName(),
                        data.toString())
                .redirectErrorStream(true)
                .start();
        URI opensearch;
        List<ProcessHandle> engines;
        try {
            opensearch = awaitOpenSearch(parent);
            engines = parent.descendants().toList();
            assertThat(engines).hasSize(2).allMatch(ProcessHandle::isAlive);
            new OpenSearchCalls(opensearch).call("PUT", "/kept/_doc/1", "{}");
        } finally {
            parent.destroyForcibly().waitFor();
        }

        // The engines are not waited for: the next stack has to let those of the killed one leave by itself.
        try (LocalStack next = LocalStack.start(TestSettings.in(data), Progress.silent())) {
            assertThat(engines).noneMatch(ProcessHandle::isAlive);
            assertThat(next.opensearch()).isEqualTo(opensearch);
            assertThat(new OpenSearchCalls(opensearch).call("GET", "/kept/_doc/1", ""))
                    .contains("\"found\":true");
        }
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    private static URI awaitOpenSearch(Process parent) throws IOException {
        BufferedReader output = parent.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("OpenSearch  http")) {
                return URI.create(line.split("\\s+", 3)[1]);
            }
        }
        throw new IOException("The parent ended before its stack was up");
    }
}
