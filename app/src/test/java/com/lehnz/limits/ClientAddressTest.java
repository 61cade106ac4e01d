package com.lehnz.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

/** A client cannot choose its own address. */
class ClientAddressTest {
    private static final String PROXY = "10.0.0.5";

    private static String address(@Nullable List<String> trusted, String remote, String... forwardedFor) {
        LimitProperties properties =
                new LimitProperties(1, 1, Duration.ofMinutes(1), Duration.ofSeconds(1), trusted, null, 1);
        var request = MockServerHttpRequest.get("/").remoteAddress(new InetSocketAddress(remote, 1));
        for (String line : forwardedFor) {
            request.header("X-Forwarded-For", line);
        }
        return new ClientAddress(properties).of(request.build());
    }

    @Test
    void byDefaultNobodyIsBelieved() {
        assertThat(address(null, "198.51.100.1", "203.0.113.9")).isEqualTo("198.51.100.1");
        assertThat(address(List.of("10.0.0.0/8"), "198.51.100.1", "203.0.113.9"))
                .isEqualTo("198.51.100.1");
    }

    @Test
    void whatATrustedProxyWroteIsTheClient() {
        assertThat(address(List.of("10.0.0.0/8"), PROXY, "203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(address(List.of("10.0.0.0/8"), PROXY, "203.0.113.9, 10.0.0.7"))
                .isEqualTo("203.0.113.9");
        assertThat(address(List.of("10.0.0.0/8"), PROXY)).isEqualTo(PROXY);
    }

    @Test
    void whatTheClientItselfWroteIsNot() {
        assertThat(address(List.of("10.0.0.0/8"), PROXY, "1.2.3.4, 203.0.113.9"))
                .isEqualTo("203.0.113.9");
        assertThat(address(List.of("10.0.0.0/8"), PROXY, "1.2.3.4", "203.0.113.9"))
                .isEqualTo("203.0.113.9");
        assertThat(address(List.of("10.0.0.0/8"), PROXY, "evil.example")).isEqualTo(PROXY);
    }
}
