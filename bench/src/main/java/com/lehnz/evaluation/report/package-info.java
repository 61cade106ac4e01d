/** Results to read: a table and a page. */
@NullMarked
package com.lehnz.evaluation.report;

import org.jspecify.annotations.NullMarked;
