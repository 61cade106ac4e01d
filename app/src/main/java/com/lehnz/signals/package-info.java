/** What all users' events say about an item: popularity as a date. */
@NullMarked
package com.lehnz.signals;

import org.jspecify.annotations.NullMarked;
