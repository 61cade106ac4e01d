/** The vocabulary strategies are composed of, and the composer that turns a plan into one search. */
@NullMarked
package com.lehnz.query;

import org.jspecify.annotations.NullMarked;
