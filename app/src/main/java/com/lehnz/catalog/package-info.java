/** Item and user upserts: validation, projection of attributes, indexing. */
@NullMarked
package com.lehnz.catalog;

import org.jspecify.annotations.NullMarked;
