/** The service as people use it who are logged in: knows it only over HTTP. */
@NullMarked
package com.lehnz.client;

import org.jspecify.annotations.NullMarked;
