/** From a CSV file to what people did with which items, and its split in time. */
@NullMarked
package com.lehnz.evaluation.log;

import org.jspecify.annotations.NullMarked;
