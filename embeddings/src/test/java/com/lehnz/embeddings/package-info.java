@NullMarked
package com.lehnz.embeddings;

import org.jspecify.annotations.NullMarked;
