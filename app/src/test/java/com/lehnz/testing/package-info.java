/** What the integration tests share: the engines they run on, and a shop of their own to try things with. */
@NullMarked
package com.lehnz.testing;

import org.jspecify.annotations.NullMarked;
