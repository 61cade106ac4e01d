package com.lehnz.testing;

import java.net.URI;

/** Engines that somebody else runs, named by system properties. */
record OutsideEngines(URI opensearch, String kafka) implements Engines {

    @Override
    public void killOpenSearch() {
        throw notOurs();
    }

    @Override
    public void restartOpenSearch() {
        throw notOurs();
    }

    @Override
    public void killKafka() {
        throw notOurs();
    }

    @Override
    public void restartKafka() {
        throw notOurs();
    }

    private static IllegalStateException notOurs() {
        return new IllegalStateException("engines named by system properties are not ours to kill");
    }
}
