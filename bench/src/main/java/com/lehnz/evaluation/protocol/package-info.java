/** What is asked, what counts as a hit, and which baselines stand beside: pure. */
@NullMarked
package com.lehnz.evaluation.protocol;

import org.jspecify.annotations.NullMarked;
