/** The service as any shop sees it: over HTTP. */
@NullMarked
package com.lehnz.evaluation.service;

import org.jspecify.annotations.NullMarked;
