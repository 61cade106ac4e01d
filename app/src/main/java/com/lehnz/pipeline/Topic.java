package com.lehnz.pipeline;

/** The queues between what is accepted and what is stored. */
public enum Topic {
    ITEMS("lehnz.items"),
    USERS("lehnz.users"),
    EVENTS("lehnz.events"),
    IMPRESSIONS("lehnz.impressions"),
    DEAD_LETTERS("lehnz.dead-letters");

    private final String topicName;

    Topic(String topicName) {
        this.topicName = topicName;
    }

    public String topicName() {
        return topicName;
    }
}
