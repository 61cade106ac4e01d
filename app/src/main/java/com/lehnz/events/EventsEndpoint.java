package com.lehnz.events;

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

/** What users do. 202 means that Kafka has it. */
@RestController
@Tag(name = "Events", description = "Needs a publishable key")
class EventsEndpoint {
    private final EventParser parser;
    private final Publisher publisher;

    EventsEndpoint(EventParser parser, Publisher publisher) {
        this.parser = parser;
        this.publisher = publisher;
    }

    @PostMapping(
            path = {"/v1/ingest/events/ingest", "/api/v1/events/ingest"},
            consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Track events")
    @RequestBody(
            description = "One event or an array of up to 1,000",
            content = @Content(array = @ArraySchema(schema = @Schema(implementation = Event.class))))
    Mono<Success<Accepted>> ingest(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @org.springframework.web.bind.annotation.RequestBody JsonNode body) {
        List<Message> messages = parser.parse(body).stream()
                .map(event -> Message.of(caller.org(), event.userId(), event))
                .toList();
        return publisher.publish(Topic.EVENTS, messages).thenReturn(Accepted.of(messages.size(), "event"));
    }
}
