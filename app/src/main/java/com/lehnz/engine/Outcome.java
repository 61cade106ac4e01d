package com.lehnz.engine;

/** What became of one write of a bulk request. Overload is not among them: it is retried until it passes. */
public sealed interface Outcome {
    record Written() implements Outcome {}

    /** Somebody else has written since, or the document exists that should be created. */
    record Conflict() implements Outcome {}

    record Missing() implements Outcome {}

    /** OpenSearch will never take this document. */
    record Refused(String reason) implements Outcome {}
}
