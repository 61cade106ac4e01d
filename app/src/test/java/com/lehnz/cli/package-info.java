@NullMarked
package com.lehnz.cli;

import org.jspecify.annotations.NullMarked;
