/** One short file per way of ranking, pure: context in, plan out. */
@NullMarked
package com.lehnz.strategy;

import org.jspecify.annotations.NullMarked;
