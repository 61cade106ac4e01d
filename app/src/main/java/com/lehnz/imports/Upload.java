package com.lehnz.imports;

import java.nio.file.Path;

/**
 * A file that somebody has sent, as it lies on this node until it is queued.
 *
 * @param name as its sender calls it
 */
record Upload(ImportKind kind, ImportMode mode, String name, Path path) {}
