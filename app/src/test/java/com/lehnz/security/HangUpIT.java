package com.lehnz.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.accounts.Organizations;
import com.lehnz.accounts.Role;
import com.lehnz.engine.OrgId;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Office;
import com.lehnz.testing.Shops;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/** Nobody gets out of the audit log by hanging up. */
@LehnzTest
class HangUpIT {
    @Autowired
    private Shops shops;

    @Autowired
    private Organizations organizations;

    @Test
    void aChangeIsInTheAuditLogThoughNobodyWaitsForItsAnswer() throws Exception {
        Office office = shops.register();
        String token = office.token(Role.OWNER);
        List<String> names = IntStream.range(0, 12)
                .mapToObj(i -> "Name %d of %s".formatted(i, office.org()))
                .toList();

        for (String name : names) {
            sendAndHangUp(office, token, name);
        }

        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode entries = office.data(
                    office.as(Role.OWNER, HttpMethod.GET, office.path("/audit?action=settings.changed"), null));
            assertThat(entries.findValues("after").stream()
                            .map(after -> after.path("name").asString()))
                    .containsExactlyInAnyOrderElementsOf(names);
        });
    }

    /** As soon as it is there: the document has changed, its line in the audit log is yet to be written. */
    private void sendAndHangUp(Office office, String token, String name) throws IOException {
        String body = "{\"name\": \"%s\"}".formatted(name);
        String request = """
                PATCH %s HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer %s\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                %s""".formatted(office.path("/settings"), token, body.length(), body);
        try (Socket socket = new Socket("localhost", shops.uri().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> Objects.requireNonNull(
                                    organizations.find(new OrgId(office.org())).block())
                            .name()
                            .equals(name));
        }
    }
}
