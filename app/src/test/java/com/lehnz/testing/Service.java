package com.lehnz.testing;

import com.lehnz.LehnzApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A node of the service that a test starts, stops and starts again while its engines come and go. */
public final class Service implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    private Service(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Returns when the node listens, whether its engines are up or not.
     *
     * @param settings in the place of those that all tests have
     */
    public static Service start(Engines engines, String... settings) {
        String[] arguments = Stream.of(new String[] {"server.port=0"}, TestEngines.settings(engines), settings)
                .flatMap(Stream::of)
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1], (ours, theirs) -> theirs))
                .entrySet()
                .stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        return new Service(
                new SpringApplicationBuilder(LehnzApplication.class, Shops.class, OwnConnections.class, Mailbox.class)
                        .run(arguments));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public Shop openShop() {
        return bean(Shops.class).open();
    }

    /** The same shop with its keys, served by this node. */
    public Shop serve(Shop shop) {
        return bean(Shops.class).serve(shop);
    }

    public boolean isReady() {
        try {
            URI uri = bean(Shops.class).uri().resolve("/actuator/health/readiness");
            HttpRequest request =
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("health does not answer", e);
        }
    }

    @Override
    public void close() {
        context.close();
        http.close();
    }
}
