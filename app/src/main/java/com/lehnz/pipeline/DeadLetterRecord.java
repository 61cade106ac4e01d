package com.lehnz.pipeline;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * How dead letters lie in their topic: key and value are those of the original record, byte for byte, and what there is to
 * say about it is in headers. A record with {@link #REPLAYED} is no letter, but says that one was replayed.
 */
final class DeadLetterRecord {
    /** Room for the headers, beside a record of the largest size. */
    static final int MAX_BYTES = Topics.MAX_RECORD_BYTES + 64 * 1024;

    private static final String TOPIC = "lehnz-topic";
    private static final String LOG = "lehnz-log";
    private static final String OFFSET = "lehnz-offset";
    private static final String ACCEPTED_AT = "lehnz-accepted-at";
    private static final String REASON = "lehnz-reason";
    private static final String REPLAYED = "lehnz-replayed";

    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

    private DeadLetterRecord() {}

    static ProducerRecord<String, byte[]> of(DeadLetter letter) {
        var record = new ProducerRecord<String, byte[]>(
                Topic.DEAD_LETTERS.topicName(), null, letter.at().toEpochMilli(), letter.key(), letter.value());
        put(record.headers(), TOPIC, letter.topic());
        put(record.headers(), REASON, letter.reason());
        put(record.headers(), ACCEPTED_AT, letter.acceptedAt().toString());
        put(record.headers(), letter.position());
        return record;
    }

    static DeadLetter read(ConsumerRecord<String, byte[]> record) {
        return new DeadLetter(
                get(record.headers(), TOPIC),
                Objects.requireNonNull(position(record.headers())),
                record.key(),
                record.value(),
                Instant.parse(get(record.headers(), ACCEPTED_AT)),
                get(record.headers(), REASON),
                Instant.ofEpochMilli(record.timestamp()));
    }

    /** The original record once more, knowing where it first stood. */
    static ProducerRecord<String, byte[]> replay(DeadLetter letter) {
        var record = new ProducerRecord<String, byte[]>(
                letter.topic(), null, letter.acceptedAt().toEpochMilli(), letter.key(), letter.value());
        put(record.headers(), letter.position());
        return record;
    }

    /** Beside the letter in its partition, so that it lasts at least as long. */
    static ProducerRecord<String, byte[]> replayed(DeadLetterId id) {
        var record = new ProducerRecord<String, byte[]>(Topic.DEAD_LETTERS.topicName(), id.partition(), null, null);
        put(record.headers(), REPLAYED, id.toString());
        return record;
    }

    static boolean isLetter(Headers headers) {
        return headers.lastHeader(REASON) != null;
    }

    /** The letter that a record says was replayed; null for a letter. */
    static @Nullable DeadLetterId replayed(Headers headers) {
        Header header = headers.lastHeader(REPLAYED);
        return header == null ? null : DeadLetterId.of(text(header));
    }

    /** Where a letter, or a replayed record, first stood; null for any other record, whatever its producer put into it. */
    static @Nullable Position position(Headers headers) {
        Header log = headers.lastHeader(LOG);
        Header offset = headers.lastHeader(OFFSET);
        return log != null && offset != null && DIGITS.matcher(text(offset)).matches()
                ? new Position(text(log), Long.parseLong(text(offset)))
                : null;
    }

    private static void put(Headers headers, Position position) {
        put(headers, LOG, position.log());
        put(headers, OFFSET, Long.toString(position.offset()));
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String get(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null) {
            throw new IllegalStateException("a dead letter without the header " + name);
        }
        return text(header);
    }

    private static String text(Header header) {
        byte @Nullable [] value = header.value();
        return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }
}
