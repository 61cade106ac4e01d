package com.lehnz.limits;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.util.matcher.InetAddressMatcher;
import org.springframework.security.util.matcher.InetAddressMatchers;
import org.springframework.stereotype.Component;

/**
 * Where a request comes from. Anybody can send {@code X-Forwarded-For}, so it is read from its end, and only as far as
 * proxies that we were told to trust have written it.
 */
@Component
public class ClientAddress {
    private static final String FORWARDED = "X-Forwarded-For";

    private final List<InetAddressMatcher> proxies;

    ClientAddress(LimitProperties properties) {
        List<String> trusted = properties.trustedProxies();
        this.proxies = trusted == null
                ? List.of()
                : trusted.stream().map(InetAddressMatchers::fromIpAddress).toList();
    }

    public String of(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        if (remote == null || remote.getAddress() == null) {
            return "unknown";
        }
        InetAddress client = remote.getAddress();
        List<String> hops = request.getHeaders().getOrEmpty(FORWARDED).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .toList();
        for (String hop : hops.reversed()) {
            InetAddress before = isTrusted(client) ? parse(hop) : null;
            if (before == null) {
                break;
            }
            client = before;
        }
        return client.getHostAddress();
    }

    private boolean isTrusted(InetAddress address) {
        return proxies.stream().anyMatch(proxy -> proxy.matches(address));
    }

    /** Null for what is no address; never asks a name server. */
    private static @Nullable InetAddress parse(String hop) {
        try {
            return InetAddress.ofLiteral(hop);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
