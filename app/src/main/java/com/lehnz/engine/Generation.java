package com.lehnz.engine;

import com.lehnz.indextemplates.ItemsGeneration;
import java.util.Set;

/**
 * A generation of an organization's items index as OpenSearch has it.
 *
 * @param madeFor the embedding model whose vectors are in it
 */
public record Generation(OrgId org, int number, ItemsGeneration madeFor, Set<String> aliases) {

    /** Whether it is what is read and written. One that is not is being built, or kept to go back to. */
    public boolean isLive() {
        return aliases.contains(Index.ITEMS.writeName(org));
    }

    /** Whether it may be written to by its own name. */
    boolean isOpen() {
        return aliases.contains(index().writeName(org));
    }

    /** To read and write this generation and no other. */
    public Index index() {
        return Index.generation(number);
    }

    /** The index in OpenSearch. */
    public String name() {
        return index().readName(org);
    }

    @Override
    public String toString() {
        return name();
    }
}
