/** The recommendation endpoints: what a strategy needs, its plan, one search, a page. */
@NullMarked
package com.lehnz.recommend;

import org.jspecify.annotations.NullMarked;
