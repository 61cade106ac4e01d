/** The service; one package per feature below. */
@NullMarked
package com.lehnz;

import org.jspecify.annotations.NullMarked;
