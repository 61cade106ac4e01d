package com.lehnz.weights;

import com.lehnz.engine.OrgId;
import com.lehnz.testing.TestEngines;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;

/** Changes stored events behind everybody's back. */
final class RawEvents {
    private RawEvents() {}

    /** Makes an organization's events look as if they had been stored at another time. */
    static void storedAt(OrgId org, Instant at) {
        String body = """
                {"query": {"term": {"org_id": "%s"}}, "script": {"source": "ctx._source.stored_at = '%s'"}}
                """.formatted(org, at);
        URI uri = TestEngines.shared()
                .opensearch()
                .resolve("/lehnz-events-*/_update_by_query?refresh=true&conflicts=proceed");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(uri)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.body());
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("OpenSearch does not answer", e);
        }
    }
}
