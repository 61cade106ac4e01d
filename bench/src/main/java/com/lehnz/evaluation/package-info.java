/** {@code ./lehnz evaluate}: how good the recommendations of a running service are, on a log, beside baselines. */
@NullMarked
package com.lehnz.evaluation;

import org.jspecify.annotations.NullMarked;
