package com.lehnz.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern TEXT = Pattern.compile("(.+)/(\\d{1,18})", Pattern.DOTALL);

    void addTo(Headers headers) {
        headers.add(HEADER, (source + "/" + row).getBytes(StandardCharsets.UTF_8));
    }

    /** Null where the record was sent by itself, or says something else under this name. */
    static @Nullable Origin of(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        if (header == null || header.value() == null) {
            return null;
        }
        Matcher matcher = TEXT.matcher(new String(header.value(), StandardCharsets.UTF_8));
        return matcher.matches() ? new Origin(matcher.group(1), Long.parseLong(matcher.group(2))) : null;
    }
}
