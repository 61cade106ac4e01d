package com.lehnz.catalog;

import com.lehnz.accounts.Caller;
import com.lehnz.pipeline.Message;
import com.lehnz.pipeline.Publisher;
import com.lehnz.pipeline.Topic;
import com.lehnz.web.Accepted;
import com.lehnz.web.Success;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Items and users, added or changed a few at a time. 202 means that Kafka has them. */
@RestController
@Tag(name = "Catalog", description = "Needs a secret key")
class CatalogEndpoint {
    private final UpsertParser parser;
    private final Publisher publisher;

    CatalogEndpoint(UpsertParser parser, Publisher publisher) {
        this.parser = parser;
        this.publisher = publisher;
    }

    @PostMapping(
            path = {"/v1/ingest/items/upsert", "/api/v1/items/upsert"},
            consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Add or change items")
    @RequestBody(
            description = "One item or an array of up to 1,000",
            content = @Content(array = @ArraySchema(schema = @Schema(implementation = ItemUpsert.class))))
    Mono<Success<Accepted>> upsertItems(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @org.springframework.web.bind.annotation.RequestBody JsonNode body) {
        List<Message> messages = parser.items(body).stream()
                .map(item -> Message.of(caller.org(), item.itemId(), item))
                .toList();
        return publisher.publish(Topic.ITEMS, messages).thenReturn(Accepted.of(messages.size(), "item"));
    }

    @PostMapping(
            path = {"/v1/ingest/users/upsert", "/api/v1/users/upsert"},
            consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Add or change users")
    @RequestBody(
            description = "One user or an array of up to 1,000",
            content = @Content(array = @ArraySchema(schema = @Schema(implementation = UserUpsert.class))))
    Mono<Success<Accepted>> upsertUsers(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @org.springframework.web.bind.annotation.RequestBody JsonNode body) {
        List<Message> messages = parser.users(body).stream()
                .map(user -> Message.of(caller.org(), user.userId(), user))
                .toList();
        return publisher.publish(Topic.USERS, messages).thenReturn(Accepted.of(messages.size(), "user"));
    }
}
