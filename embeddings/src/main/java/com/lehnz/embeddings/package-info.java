/** Text to vector: how an item's text is composed, and the model that embeds it. Knows neither Spring nor the engines. */
@NullMarked
package com.lehnz.embeddings;

import org.jspecify.annotations.NullMarked;
