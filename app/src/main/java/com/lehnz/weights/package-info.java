/** Item-to-item weights, learned from stored events in the background: what is bought together, what the same people like. */
@NullMarked
package com.lehnz.weights;

import org.jspecify.annotations.NullMarked;
