package com.lehnz.engine;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.opensearch.client.json.jackson3.JacksonJsonpMapper;
import org.opensearch.client.opensearch.OpenSearchAsyncClient;
import org.opensearch.client.opensearch._types.query_dsl.MatchAllQuery;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EngineProperties.class)
class EngineConfiguration {

    @Bean
    OpenSearchTransport openSearchTransport(EngineProperties properties, JsonMapper json) {
        // The client looks for its JSON provider in jars when it first writes: now, rather than on an event loop.
        MatchAllQuery.of(any -> any).toJsonString();
        HttpHost host = HttpHost.create(properties.uri());
        int timeout = Math.toIntExact(properties.timeout().toMillis());
        return ApacheHttpClient5TransportBuilder.builder(host)
                .setMapper(new JacksonJsonpMapper(forDocuments(json)))
                .setRequestConfigCallback(
                        config -> config.setResponseTimeout(timeout, java.util.concurrent.TimeUnit.MILLISECONDS))
                .setHttpClientConfigCallback(client -> {
                    client.setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                            .setMaxConnTotal(properties.connections())
                            .setMaxConnPerRoute(properties.connections())
                            .build());
                    // Answers are small and the engine is near: zipping costs more than sending.
                    client.disableContentCompression();
                    if (properties.username() != null && properties.password() != null) {
                        var credentials = new BasicCredentialsProvider();
                        credentials.setCredentials(
                                new AuthScope(host),
                                new UsernamePasswordCredentials(
                                        properties.username(),
                                        properties.password().toCharArray()));
                        client.setDefaultCredentialsProvider(credentials);
                    }
                    return client;
                })
                .build();
    }

    @Bean
    OpenSearchAsyncClient openSearchClient(OpenSearchTransport transport) {
        return new OpenSearchAsyncClient(transport);
    }

    @Bean
    OpenSearchGenericClient openSearchGenericClient(OpenSearchTransport transport) {
        return new OpenSearchGenericClient(transport);
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
