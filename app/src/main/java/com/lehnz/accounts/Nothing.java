package com.lehnz.accounts;

import com.lehnz.web.Success;

/** What there is to say where the message says it all. */
record Nothing() {
    static Success<Nothing> more(String message) {
        return Success.of(message, new Nothing());
    }
}
