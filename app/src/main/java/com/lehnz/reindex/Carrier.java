package com.lehnz.reindex;

import com.lehnz.engine.ChangeFeed;
import com.lehnz.engine.Outcome;
import com.lehnz.engine.WriteResult;
import java.util.List;
import reactor.core.publisher.Mono;

/** Takes documents of one generation over into another. Whatever it takes over again later replaces what it took over. */
interface Carrier {
    Mono<Void> carry(List<ChangeFeed.Change> documents);

    /** A conflict is with a later state of the same document. */
    static void require(List<WriteResult> results) {
        for (WriteResult result : results) {
            switch (result.outcome()) {
                case Outcome.Written _, Outcome.Conflict _ -> {}
                case Outcome.Missing _ ->
                    throw new IllegalStateException("The generation that was being built is gone: somebody else has"
                            + " begun anew, or gone on with it.");
                case Outcome.Refused(String reason) ->
                    throw new IllegalStateException("Item %s cannot be taken over: %s"
                            .formatted(result.write().key(), reason));
            }
        }
    }
}
