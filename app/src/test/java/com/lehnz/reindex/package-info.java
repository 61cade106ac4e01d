@NullMarked
package com.lehnz.reindex;

import org.jspecify.annotations.NullMarked;
