@NullMarked
package com.lehnz.indextemplates;

import org.jspecify.annotations.NullMarked;
