package com.lehnz.pipeline;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Where a record comes from that was not sent by itself: it travels in a header.
 *
 * @param source id of the whole that it is a part of
 * @param row its place in there
 */
public record Origin(String source, long row) {
    private static final String HEADER = "lehnz-origin";

    void addTo(Headers headers) {
        headers.add(HEADER, (source + "/" + row).getBytes(StandardCharsets.UTF_8));
    }

    /** Null where the record was sent by itself. */
    static @Nullable Origin of(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        if (header == null) {
            return null;
        }
        String text = new String(header.value(), StandardCharsets.UTF_8);
        int slash = text.lastIndexOf('/');
        return new Origin(text.substring(0, slash), Long.parseLong(text.substring(slash + 1)));
    }
}
