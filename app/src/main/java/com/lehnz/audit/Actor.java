package com.lehnz.audit;

import org.jspecify.annotations.Nullable;

/**
 * Who does something.
 *
 * @param name the e-mail address of a person, or {@code operator}
 * @param address the client's IP address; null on the command line
 */
public record Actor(String name, @Nullable String address) {

    /** Whoever runs the deployment, at its command line. */
    public static final Actor OPERATOR = new Actor("operator", null);
}
