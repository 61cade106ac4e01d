/** Every index, component template and mapping as JSON, and the installer that applies them. */
@NullMarked
package com.lehnz.indextemplates;

import org.jspecify.annotations.NullMarked;
