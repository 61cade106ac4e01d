/** The demo shop: a seeded generator of a catalog, shoppers and their behavior, and the client that loads them. */
@NullMarked
package com.lehnz.demo;

import org.jspecify.annotations.NullMarked;
