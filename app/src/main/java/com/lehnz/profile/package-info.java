/** What one user's events say, and the rule that updates it. */
@NullMarked
package com.lehnz.profile;

import org.jspecify.annotations.NullMarked;
