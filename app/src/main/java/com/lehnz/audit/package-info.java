/** Who did what, when and from where, per organization. */
@NullMarked
package com.lehnz.audit;

import org.jspecify.annotations.NullMarked;
