package com.lehnz.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FailedStartIT {
    @TempDir
    Path data;

    @Test
    void pinsExactlyTheFilesOfTheBuild() throws Exception {
        try (Stream<Path> files = Files.walk(TestSettings.engines())) {
            List<String> built = files.filter(Files::isRegularFile)
                    .map(file -> TestSettings.engines().relativize(file).toString())
                    .toList();
            assertThat(EngineManifest.load().entries())
                    .extracting(EngineManifest.Entry::file)
                    .containsExactlyInAnyOrderElementsOf(built);
        }
    }

    @Test
    void namesTheArchiveThatIsMissingOrChanged(@TempDir Path engines) throws Exception {
        var settings = LocalStackSettings.of(engines, data).withInstall(data.resolve("install"));
        Path archive = engines.resolve("opensearch-3.6.0.zip");
        assertThatThrownBy(() -> LocalStack.start(settings, Progress.silent()))
                .isInstanceOf(LocalStackException.class)
                .hasMessageStartingWith(archive + " is missing: build the local-stack module first");

        Files.writeString(archive, "not the archive");
        assertThatThrownBy(() -> LocalStack.start(settings, Progress.silent()))
                .isInstanceOf(LocalStackException.class)
                .hasMessageStartingWith(archive + " is not the file this version was built with");
        assertThat(data.resolve("install")).isDirectoryNotContaining(Files::isDirectory);
    }

    @Test
    void saysAtOnceWhyAnEngineEnded() {
        var settings = TestSettings.in(data).withHeaps(1, 128);
        assertThatThrownBy(() -> LocalStack.start(settings, Progress.silent()))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("OpenSearch ended while starting; its log " + data)
                .hasMessageContaining("Too small maximum heap");
    }

    @Test
    void saysThatAPortIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var settings = TestSettings.in(data).withPorts(taken.getLocalPort(), 0);
            assertThatThrownBy(() -> LocalStack.start(settings, Progress.silent()))
                    .isInstanceOf(LocalStackException.class)
                    .hasMessage("Port " + taken.getLocalPort()
                            + " (opensearch.http) is taken: stop what uses it or choose another.");
        }
    }

    @Test
    void nothingIsErasedUnderARunningStack(@TempDir Path used) throws IOException {
        try (var held = DataDirectory.open(used)) {
            assertThatThrownBy(() -> LocalStack.erase(used))
                    .isInstanceOf(LocalStackException.class)
                    .hasMessageStartingWith("Another local stack");
            assertThat(held.launchers()).exists();
        }

        LocalStack.erase(used);

        assertThat(used.resolve("launchers")).doesNotExist();
    }
}
