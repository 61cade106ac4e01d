package com.lehnz.testing;

import java.net.URI;

/** The OpenSearch and the Kafka that tests run on. */
public interface Engines {
    URI opensearch();

    String kafka();

    /** Kills OpenSearch without warning. */
    void killOpenSearch();

    /** Starts it again on the same address and data; returns when it answers. */
    void restartOpenSearch();

    void killKafka();

    void restartKafka();
}
