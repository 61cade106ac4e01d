package com.lehnz.localstack.launcher;

import java.lang.reflect.Method;

/** The main class of the OpenSearch process. */
public final class OpenSearchLauncher {
    private OpenSearchLauncher() {}

    public static void main(String[] args) throws Exception {
        EngineProcess.begin();
        // Package-private in OpenSearch, whose own start is a shell script around it.
        Method main = Class.forName("org.opensearch.bootstrap.OpenSearch").getMethod("main", String[].class);
        main.setAccessible(true);
        main.invoke(null, (Object) args);
    }
}
