/** Organizations and their API keys. */
@NullMarked
package com.lehnz.accounts;

import org.jspecify.annotations.NullMarked;
