/** What every endpoint shares: envelope, errors, request ids, security. */
@NullMarked
package com.lehnz.web;

import org.jspecify.annotations.NullMarked;
