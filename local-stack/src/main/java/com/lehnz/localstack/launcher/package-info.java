/** What runs inside the engines' own JVMs: these classes are copied out of this jar and see nothing else of it. */
@NullMarked
package com.lehnz.localstack.launcher;

import org.jspecify.annotations.NullMarked;
