package com.lehnz.testing;

import com.lehnz.accounts.Role;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** Files that an office's developer uploads, and the imports that come of them. */
public record Uploads(Office office) {
    public static final String HEADER = "item_id,item_type,status,name,price\n";

    /** A catalog of backpacks. */
    public static String catalog(String prefix, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "%s-%d,product,active,\"Backpack, no. %d\",%d.5".formatted(prefix, i, i, i))
                .collect(Collectors.joining("\n", HEADER, "\n"));
    }

    public ResponseSpec send(String path, String content) {
        return send(path, "catalog.csv", content);
    }

    public ResponseSpec send(String path, String file, String content) {
        return office.upload(Role.DEVELOPER, path, file, content.getBytes(StandardCharsets.UTF_8));
    }

    /** @return the import that was begun */
    public JsonNode begin(String path, String content) {
        return office.accepted(send(path, content));
    }

    public JsonNode find(JsonNode begun) {
        return office.data(office.as(Role.MEMBER, HttpMethod.GET, path(begun), null));
    }

    /** The import when all of it is live. */
    public JsonNode done(JsonNode begun) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> find(begun), it -> it.path("status").asString().equals("done"));
    }

    public static String path(JsonNode begun) {
        return "/imports/" + begun.path("import_id").asString();
    }
}
