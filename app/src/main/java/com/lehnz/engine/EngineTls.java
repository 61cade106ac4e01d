package com.lehnz.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.ssl.SSLContexts;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/** Whose certificates are believed when OpenSearch is asked over https. */
final class EngineTls {
    private EngineTls() {}

    static TlsStrategy strategy(EngineProperties properties) {
        Path authorities = properties.caCertificate();
        ClientTlsStrategyBuilder strategy = ClientTlsStrategyBuilder.create()
                .setSslContext(authorities == null ? SSLContexts.createSystemDefault() : trusting(authorities));
        return properties.verifyHostname()
                ? strategy.buildAsync()
                : strategy.setHostVerificationPolicy(HostnameVerificationPolicy.CLIENT)
                        .setHostnameVerifier(NoopHostnameVerifier.INSTANCE)
                        .buildAsync();
    }

    private static SSLContext trusting(Path authorities) {
        try {
            PemSslStore trusted = PemSslStore.load(PemSslStoreDetails.forCertificate(Files.readString(authorities)));
            return SslBundle.of(new PemSslStoreBundle(null, trusted)).createSslContext();
        } catch (IOException e) {
            throw invalid(authorities, "the file cannot be read");
        } catch (RuntimeException e) {
            throw invalid(authorities, "there is no certificate in PEM in it");
        }
    }

    private static InvalidConfigurationPropertyValueException invalid(Path file, String reason) {
        return new InvalidConfigurationPropertyValueException("lehnz.opensearch.ca-certificate", file, reason);
    }
}
