package com.lehnz.imports;

/** A file that unpacks to more than is read of one. */
public final class TooLargeFileException extends RuntimeException {
    TooLargeFileException(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
