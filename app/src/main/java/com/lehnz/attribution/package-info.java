/** What was recommended to whom, what came of it, and what that was worth. */
@NullMarked
package com.lehnz.attribution;

import org.jspecify.annotations.NullMarked;
