package com.lehnz.engine;

import java.io.IOException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.transport.TransportException;

/** What an operator gets to read when OpenSearch does not let the service in. */
final class EngineTrouble {
    private EngineTrouble() {}

    private static String unauthorized(EngineProperties properties) {
        return properties.username() == null
                ? "%s asks who we are (HTTP 401): set lehnz.opensearch.username and lehnz.opensearch.password."
                        .formatted(properties)
                : "%s does not know the user '%s' with this password (HTTP 401): check lehnz.opensearch.username and lehnz.opensearch.password."
                        .formatted(properties, properties.username());
    }

    private static String forbidden(EngineProperties properties) {
        return "%s does not let the user '%s' do what the service needs (HTTP 403): docs/deployment.md names the role."
                .formatted(properties, properties.username());
    }

    /** The error itself, or one that says more: an {@link EngineUnfitException} where waiting does not help. */
    static Throwable explained(Throwable error, EngineProperties properties) {
        TransportException transport = cause(error, TransportException.class);
        // The client's own words for 401 and 403, which it does not hand on as statuses.
        switch (transport == null ? "" : String.valueOf(transport.getMessage())) {
            case "Unauthorized access" -> {
                return new EngineUnfitException(unauthorized(properties));
            }
            case "Forbidden access" -> {
                return new EngineUnfitException(forbidden(properties));
            }
            default -> {}
        }
        SSLException tls = cause(error, SSLException.class);
        if (tls != null) {
            return new EngineUnfitException(ofTls(tls, properties));
        }
        if (cause(error, ConnectionClosedException.class) != null) {
            String hint = properties.uri().getScheme().equals("http") ? " (https:// if it wants TLS)" : "";
            return new IOException("it closes the connection without an answer" + hint, error);
        }
        return error;
    }

    private static String ofTls(SSLException error, EngineProperties properties) {
        return switch (error) {
            case SSLPeerUnverifiedException _ -> ofAnotherHost(error, properties);
            case SSLHandshakeException _ ->
                isOfAnotherHost(error)
                        ? ofAnotherHost(error, properties)
                        : "The certificate of %s is not trusted (%s): name the file of the authority that signed it in lehnz.opensearch.ca-certificate."
                                .formatted(properties, firstLine(error));
            default ->
                "%s does not speak TLS as we do (%s): is it http:// there?".formatted(properties, firstLine(error));
        };
    }

    /** The words are those of Java's own check. */
    private static boolean isOfAnotherHost(SSLException error) {
        String message = String.valueOf(error.getMessage());
        return message.contains("No subject alternative") || message.contains("No name matching");
    }

    private static String ofAnotherHost(SSLException error, EngineProperties properties) {
        return "The certificate of %s is for another host (%s): use a name that it is for, or set lehnz.opensearch.verify-hostname=false."
                .formatted(properties, firstLine(error));
    }

    /** The client appends where to read on. */
    private static String firstLine(SSLException error) {
        return String.valueOf(error.getMessage()).lines().findFirst().orElse("");
    }

    private static <T extends Throwable> @Nullable T cause(Throwable error, Class<T> type) {
        for (Throwable each = error; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
        }
        return null;
    }
}
