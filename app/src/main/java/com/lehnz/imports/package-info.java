/** Bulk import: files checked row by row, queued like any other upsert or event, and followed until they are live. */
@NullMarked
package com.lehnz.imports;

import org.jspecify.annotations.NullMarked;
