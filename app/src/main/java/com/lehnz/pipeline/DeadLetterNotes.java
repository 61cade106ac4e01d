package com.lehnz.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.engine.BulkWriter;
import com.lehnz.engine.Index;
import com.lehnz.engine.MonthlyIndices;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Write;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A note in OpenSearch of each record that was set aside, where people see it; what it says is never needed again. */
@Component
class DeadLetterNotes implements DailyTask {
    private static final Logger log = LoggerFactory.getLogger(DeadLetterNotes.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final BulkWriter writer;
    private final MonthlyIndices months;
    private final PipelineProperties properties;
    private final Clock clock;

    DeadLetterNotes(BulkWriter writer, MonthlyIndices months, PipelineProperties properties, Clock clock) {
        this.writer = writer;
        this.months = months;
        this.properties = properties;
        this.clock = clock;
    }

    /** Never fails: the letters themselves are in Kafka. */
    Mono<Void> add(List<DeadLetter> letters) {
        List<Write.Create> notes = letters.stream()
                .<Write.Create>mapMulti((letter, keep) -> {
                    OrgId org = owner(letter.key());
                    if (org != null) {
                        keep.accept(note(org, letter));
                    }
                })
                .toList();
        return writer.write(notes)
                .timeout(PATIENCE)
                .doOnError(error -> log.warn("no note of {} dead letters: {}", notes.size(), error.getMessage()))
                .onErrorComplete()
                .then();
    }

    /** Null where the record does not say, or names nobody. */
    private static @Nullable OrgId owner(@Nullable String key) {
        try {
            return Message.orgOf(key);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Write.Create note(OrgId org, DeadLetter letter) {
        var note = new Note(org.value(), letter.topic(), letter.reason(), letter.acceptedAt(), letter.at());
        // One that is set aside again after a crash is the same one.
        String key = letter.position().log() + "/" + letter.position().offset();
        return new Write.Create(org, Index.deadLetters(letter.at()), key, note);
    }

    /** Whole months, once the records themselves are gone. */
    @Override
    public Mono<Void> run() {
        return months.deleteBefore(Index.DEAD_LETTERS, clock.instant().minus(properties.retention()))
                .then();
    }

    record Note(
            @JsonProperty("org_id") String orgId,
            @JsonProperty("topic") String topic,
            @JsonProperty("reason") String reason,
            @JsonProperty("accepted_at") Instant acceptedAt,
            @JsonProperty("timestamp") Instant timestamp) {}
}
