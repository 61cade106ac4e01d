package com.lehnz.pipeline;

/** A message that is larger than records may be: nothing was sent, and trying again will not help. */
public final class MessageTooLargeException extends RuntimeException {
    MessageTooLargeException(int bytes, int most) {
        super("%,d bytes, but a record takes %,d at most".formatted(bytes, most));
    }
}
