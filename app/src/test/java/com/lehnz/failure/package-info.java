/** What happens when engines, nodes or records fail. */
@NullMarked
package com.lehnz.failure;

import org.jspecify.annotations.NullMarked;
