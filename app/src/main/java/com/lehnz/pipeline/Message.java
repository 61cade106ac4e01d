package com.lehnz.pipeline;

import com.lehnz.engine.OrgId;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way into a topic.
 *
 * @param key what it is about, headed by whose it is: order is kept among records of one key
 * @param body what is written, as JSON
 * @param origin null where it is sent by itself
 */
public record Message(String key, Object body, @Nullable Origin origin) {

    public static Message of(OrgId org, String key, Object body) {
        return new Message(org + ":" + key, body, null);
    }

    public Message from(Origin source) {
        return new Message(key, body, source);
    }

    /** @throws IllegalArgumentException when the key names no organization */
    static OrgId orgOf(@Nullable String key) {
        int end = key == null ? -1 : key.indexOf(':');
        if (key == null || end < 0) {
            throw new IllegalArgumentException("the record's key names no organization");
        }
        return new OrgId(key.substring(0, end));
    }
}
