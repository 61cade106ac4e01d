/** What operators rely on: roles, stopping, metrics, and the files of the deployment. */
@NullMarked
package com.lehnz.operations;

import org.jspecify.annotations.NullMarked;
