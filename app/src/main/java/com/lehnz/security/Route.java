package com.lehnz.security;

import org.springframework.http.HttpMethod;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** One way into the service. */
record Route(HttpMethod method, PathPattern path, Access access) {

    static Route of(HttpMethod method, String path, Access access) {
        return new Route(method, PathPatternParser.defaultInstance.parse(path), access);
    }

    /** Whether its path says which organization it is about. */
    boolean namesOrganization() {
        return path.getPatternString().contains("{org}");
    }

    boolean takes(HttpMethod other) {
        return method.equals(other) || method.equals(HttpMethod.GET) && other.equals(HttpMethod.HEAD);
    }
}
