package com.lehnz.engine;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.opensearch.client.json.jackson3.JacksonJsonpMapper;
import org.opensearch.client.opensearch.OpenSearchAsyncClient;
import org.opensearch.client.opensearch._types.query_dsl.MatchAllQuery;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5Options;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;
import org.opensearch.client.transport.httpclient5.HttpAsyncResponseConsumerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EngineProperties.class)
class EngineConfiguration {
    /** Of one answer: what is read beyond that is read in smaller portions ({@link Documents}, {@link ChangeFeed}). */
    private static final int MOST_BYTES = 32 << 20;

    @Bean
    OpenSearchTransport openSearchTransport(EngineProperties properties, JsonMapper json) {
        // The client looks for its JSON provider in jars when it first writes: now, rather than on an event loop.
        MatchAllQuery.of(any -> any).toJsonString();
        int timeout = Math.toIntExact(properties.timeout().toMillis());
        return ApacheHttpClient5TransportBuilder.builder(HttpHost.create(properties.uri()))
                .setMapper(new JacksonJsonpMapper(forDocuments(json)))
                .setDefaultHeaders(authorization(properties))
                .setOptions(options())
                .setRequestConfigCallback(config -> config.setResponseTimeout(timeout, TimeUnit.MILLISECONDS))
                .setHttpClientConfigCallback(client -> {
                    client.setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                            .setMaxConnTotal(properties.connections())
                            .setMaxConnPerRoute(properties.connections())
                            .setTlsStrategy(EngineTls.strategy(properties))
                            // HTTP/2, which TLS would offer, counts connections in another way than the pool.
                            .setDefaultTlsConfig(TlsConfig.custom()
                                    .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                                    .build())
                            .build());
                    // Answers are small and the engine is near: zipping costs more than sending.
                    client.disableContentCompression();
                    return client;
                })
                .build();
    }

    private static ApacheHttpClient5Options options() {
        var options = ApacheHttpClient5Options.DEFAULT.toBuilder();
        options.setHttpAsyncResponseConsumerFactory(
                new HttpAsyncResponseConsumerFactory.HeapBufferedResponseConsumerFactory(MOST_BYTES));
        return options.build();
    }

    @Bean
    OpenSearchAsyncClient openSearchClient(OpenSearchTransport transport) {
        return new OpenSearchAsyncClient(transport);
    }

    @Bean
    OpenSearchGenericClient openSearchGenericClient(OpenSearchTransport transport) {
        return new OpenSearchGenericClient(transport);
    }

    /** With the first request already: waiting to be asked for it would double every first one on a connection. */
    private static Header[] authorization(EngineProperties properties) {
        if (properties.username() == null || properties.password() == null) {
            return new Header[0];
        }
        String credentials = properties.username() + ":" + properties.password();
        String encoded = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return new Header[] {new BasicHeader(HttpHeaders.AUTHORIZATION, "Basic " + encoded, true)};
    }

    /** The client hands the mapper one value out of a longer stream, and documents may hold fields newer than us. */
    private static JsonMapper forDocuments(JsonMapper json) {
        return json.rebuild()
                .disable(
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                .build();
    }
}
