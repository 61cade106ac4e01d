package com.lehnz.accounts;

/** Publishable keys may be seen by anybody, so they only reach what a browser needs; secret keys reach the rest. */
public enum KeyType {
    PUBLISHABLE("lehnz_pk_"),
    SECRET("lehnz_sk_");

    private final String prefix;

    KeyType(String prefix) {
        this.prefix = prefix;
    }

    public String prefix() {
        return prefix;
    }
}
