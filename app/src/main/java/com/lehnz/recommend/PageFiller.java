package com.lehnz.recommend;

import com.lehnz.engine.Documents;
import com.lehnz.engine.Generation;
import com.lehnz.engine.ItemHit;
import com.lehnz.engine.Search;
import com.lehnz.query.Eligible;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Fills a page from the first step that has something for it, and what is still missing from those after it, without
 * anything that the steps before would have found: so no two pages ever share an item.
 */
@Component
class PageFiller {
    private final Documents documents;
    private final HotLists hotLists;
    private final int depth;

    PageFiller(Documents documents, HotLists hotLists, RecommendProperties properties) {
        this.documents = documents;
        this.hotLists = hotLists;
        this.depth = properties.depth();
    }

    /**
     * @param from items to skip of what the steps find one after the other
     * @param size items wanted
     * @param preference the same for all pages of one list, so that one copy of the index answers them: another may find other
     *     neighbours; null where it does not matter
     */
    Mono<List<Page.Part>> fill(
            Generation live, List<Step> steps, Eligible eligible, int from, int size, @Nullable String preference) {
        if (steps.isEmpty() || size == 0) {
            return Mono.just(List.of());
        }
        Step step = steps.getFirst();
        return find(live, step, eligible, step.searchForPage(eligible, from, size), preference)
                .flatMap(hits -> {
                    List<ItemHit> shown =
                            step.isDiversified() ? slice(step.arrange(hits, from + size), from, size) : hits;
                    Mono<List<Page.Part>> rest = shown.size() == size || steps.size() == 1
                            ? Mono.just(List.of())
                            : everything(live, step, eligible, from, hits, preference)
                                    .flatMap(all -> fill(
                                            live,
                                            after(steps, all.size()),
                                            // Two searches may not find quite the same.
                                            eligible.without(all).without(ids(shown)),
                                            Math.max(0, from - all.size()),
                                            size - shown.size(),
                                            preference));
                    return rest.map(parts -> join(new Page.Part(step.strategy(), step.plan(), shown), parts));
                });
    }

    /** All that a step finds, not only what this page shows of it. */
    private Mono<List<String>> everything(
            Generation live, Step step, Eligible eligible, int from, List<ItemHit> hits, @Nullable String preference) {
        boolean haveAll = from == 0 || step.isDiversified();
        return (haveAll ? Mono.just(hits) : find(live, step, eligible, step.search(eligible, 0, depth), preference))
                .map(PageFiller::ids);
    }

    private Mono<List<ItemHit>> find(
            Generation live, Step step, Eligible eligible, Search search, @Nullable String preference) {
        return step.isForEverybody(eligible)
                ? hotLists.search(live, search)
                : documents.searchItems(live, search, preference);
    }

    private static List<String> ids(List<ItemHit> hits) {
        return hits.stream().map(ItemHit::itemId).toList();
    }

    private static List<Step> after(List<Step> steps, int found) {
        Step step = steps.getFirst();
        boolean pointless = steps.size() > 1 && steps.get(1).strategy() == step.strategy() && step.isExhaustedBy(found);
        return steps.subList(pointless ? 2 : 1, steps.size());
    }

    private static List<ItemHit> slice(List<ItemHit> hits, int from, int size) {
        return hits.stream().skip(from).limit(size).toList();
    }

    private static List<Page.Part> join(Page.Part part, List<Page.Part> rest) {
        return part.hits().isEmpty()
                ? rest
                : Stream.concat(Stream.of(part), rest.stream()).toList();
    }
}
