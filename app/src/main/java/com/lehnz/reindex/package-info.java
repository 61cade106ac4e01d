/** New generations of an organization's items index, built beside the live one and swapped in. */
@NullMarked
package com.lehnz.reindex;

import org.jspecify.annotations.NullMarked;
