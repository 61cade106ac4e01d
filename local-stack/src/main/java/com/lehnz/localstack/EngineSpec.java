package com.lehnz.localstack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How one kind of engine is configured, run and asked whether it is well. */
sealed interface EngineSpec permits OpenSearchSpec, KafkaSpec {
    String name();

    /** What the engine writes; also the working directory of its process. */
    Path directory();

    /** Writes the configuration anew, so that a changed default reaches old data directories. */
    void configure() throws IOException;

    /** Options of the JVM, the main class and its arguments, without {@code java} itself. */
    List<String> arguments();

    /** Whether the engine serves requests right now; an exception means no. */
    boolean answers() throws IOException;
}
