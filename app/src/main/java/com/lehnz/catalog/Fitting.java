package com.lehnz.catalog;

import com.lehnz.pipeline.Received;
import com.lehnz.pipeline.RecordHandler.Rejected;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An item or a user after as many upserts as its attributes have room for. One that would make it too large is rejected, and
 * so are those that come after it, which are tried again by themselves when that one is set aside: whatever is older than the
 * last upsert of a document is taken for part of it.
 */
public record Fitting<D, U>(D document, List<Received<U>> taken, List<Received<U>> left, int most) {

    /**
     * @param upserts in order
     * @param most characters of JSON
     */
    public static <D, U> Fitting<D, U> of(
            D before,
            List<Received<U>> upserts,
            BiFunction<D, Received<U>, D> apply,
            Function<D, Map<String, @Nullable Object>> attributes,
            int most) {
        D document = before;
        int taken = 0;
        for (Received<U> upsert : upserts) {
            D next = apply.apply(document, upsert);
            boolean sameAttributes = attributes.apply(next) == attributes.apply(document);
            if (!sameAttributes && !Attributes.fit(attributes.apply(next), most)) {
                break;
            }
            document = next;
            taken++;
        }
        return new Fitting<>(document, upserts.subList(0, taken), upserts.subList(taken, upserts.size()), most);
    }

    public Stream<Rejected<U>> rejected() {
        String reason = "the attributes would have more than %,d characters of JSON in all".formatted(most);
        return left.stream().map(upsert -> new Rejected<>(upsert, reason));
    }
}
