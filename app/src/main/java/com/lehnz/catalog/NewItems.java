package com.lehnz.catalog;

import com.lehnz.engine.OrgId;
import java.util.Collection;
import reactor.core.publisher.Mono;

/** Is told of items that were not there before: events may have come first. */
public interface NewItems {
    /** Completes when nothing more is to be done; may be told of the same items again. */
    Mono<Void> arrived(OrgId org, Collection<String> itemIds);

    /** The same, of a whole catalog, any of which may be new. */
    Mono<Void> arrived(OrgId org);
}
