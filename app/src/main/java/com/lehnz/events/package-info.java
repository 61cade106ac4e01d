/** Events: endpoint, validation, families and weights, storing. */
@NullMarked
package com.lehnz.events;

import org.jspecify.annotations.NullMarked;
