/** Metrics of ranked lists, and how sure they are: pure. */
@NullMarked
package com.lehnz.evaluation.metric;

import org.jspecify.annotations.NullMarked;
