package com.lehnz.signals;

import com.lehnz.engine.OrgId;
import reactor.core.publisher.Mono;

/** When an organization's items are being written all anew beside the live ones. */
public interface CatalogRebuilds {

    /** Completes when none is under way, at once or later. */
    Mono<Void> over(OrgId org);
}
