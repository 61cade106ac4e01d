/** Kafka: topics, publishing, consuming, dead letters. The only code that knows the broker. */
@NullMarked
package com.lehnz.pipeline;

import org.jspecify.annotations.NullMarked;
