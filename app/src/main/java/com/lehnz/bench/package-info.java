/** Measurements of {@code ./lehnz bench}: the service over HTTP against the engines beneath it, in one run. */
@NullMarked
package com.lehnz.bench;

import org.jspecify.annotations.NullMarked;
