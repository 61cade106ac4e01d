/** The baselines, and what they have in common with the service: an order of items for a case. Pure. */
@NullMarked
package com.lehnz.evaluation.ranking;

import org.jspecify.annotations.NullMarked;
