package com.lehnz.events;

import com.lehnz.accounts.Member;
import com.lehnz.web.JsonRecord;
import com.lehnz.web.Problems;
import com.lehnz.web.Success;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** How much events weigh in one organization. */
@RestController
@Tag(name = "Organizations")
class WeightsEndpoint {
    private final OrganizationWeights weights;

    WeightsEndpoint(OrganizationWeights weights) {
        this.weights = weights;
    }

    @GetMapping("/orgs/{org}/settings/weights")
    @Operation(summary = "How much events weigh")
    Mono<Success<Map<String, Double>>> read(
            @PathVariable String org, @Parameter(hidden = true) @AuthenticationPrincipal Member member) {
        return weights.read(member.org()).map(read -> Success.of("Weights", read.byName()));
    }

    @PutMapping(path = "/orgs/{org}/settings/weights", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary =
                    "Set how much events weigh, from the next events on; what is not sent is as the deployment has it")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(type = "object", additionalPropertiesSchema = Double.class),
                            examples = @io.swagger.v3.oas.annotations.media.ExampleObject("{\"click\": 3}")))
    Mono<Success<Map<String, Double>>> change(
            @PathVariable String org,
            @Parameter(hidden = true) @AuthenticationPrincipal Member member,
            @org.springframework.web.bind.annotation.RequestBody JsonNode body) {
        return weights.change(member, parse(body))
                .map(changed -> Success.of("Weights are changed: they hold from the next events on", changed.byName()));
    }

    private Map<String, Double> parse(JsonNode body) {
        Problems problems = new Problems();
        JsonRecord record = JsonRecord.one(body, problems);
        Map<String, Double> changed = new TreeMap<>();
        record.allowOnly(EventWeights.NAMES);
        for (String name : EventWeights.NAMES) {
            Double weight = record.number(name);
            if (weight != null && !EventWeights.isOfSize(weight)) {
                record.reject(name, EventWeights.SIZE);
            } else if (weight != null) {
                changed.put(name, weight);
            }
        }
        problems.throwIfAny();
        if (!weights.preview(changed).isOrdered()) {
            record.reject(
                    changed.isEmpty() ? "weights" : changed.keySet().iterator().next(), EventWeights.ORDER);
        }
        problems.throwIfAny();
        return changed;
    }
}
