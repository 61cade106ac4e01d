/** A real OpenSearch and a real Kafka broker as child processes of the JVM that asks for them. */
@NullMarked
package com.lehnz.localstack;

import org.jspecify.annotations.NullMarked;
