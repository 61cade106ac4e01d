/** OpenSearch: the client, index names and generations, the organization-scoped gateway. With query, the only code that knows the engine. */
@NullMarked
package com.lehnz.engine;

import org.jspecify.annotations.NullMarked;
