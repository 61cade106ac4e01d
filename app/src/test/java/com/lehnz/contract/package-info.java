/** What an integrator relies on, seen from outside: one class per promise, over HTTP, on the real engines. */
@NullMarked
package com.lehnz.contract;

import org.jspecify.annotations.NullMarked;
