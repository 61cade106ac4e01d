/** Impressions: what was recommended to whom. */
@NullMarked
package com.lehnz.attribution;

import org.jspecify.annotations.NullMarked;
