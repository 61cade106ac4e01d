package com.lehnz.pipeline;

import java.util.Arrays;
import java.util.List;

/** The queues between what is accepted and what is stored. */
public enum Topic {
    ITEMS("lehnz.items"),
    USERS("lehnz.users"),
    EVENTS("lehnz.events"),
    /** What events say of items, on its way to the items' counts. */
    SIGNALS("lehnz.signals"),
    IMPRESSIONS("lehnz.impressions"),
    DEAD_LETTERS("lehnz.dead-letters");

    private final String topicName;

    Topic(String topicName) {
        this.topicName = topicName;
    }

    /** Those that records pass through; what is set aside stays where it is. */
    static List<Topic> queues() {
        return Arrays.stream(values()).filter(topic -> topic != DEAD_LETTERS).toList();
    }

    public String topicName() {
        return topicName;
    }
}
