/** How often somebody may ask: counting, the headers that tell, and whose requests are whose. */
@NullMarked
package com.lehnz.limits;

import org.jspecify.annotations.NullMarked;
