package com.lehnz.pipeline;

import com.lehnz.engine.EngineUnavailableException;
import com.lehnz.engine.Outcome;
import com.lehnz.engine.WriteResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From what became of writes to which records are to be set aside. */
public final class Rejections {
    private Rejections() {}

    /** Records of a batch by what they are about, each group and the groups in order. */
    public static <T> Map<String, List<Received<T>>> byKey(List<Received<T>> records, Function<T, String> key) {
        Map<String, List<Received<T>>> byKey = new LinkedHashMap<>();
        for (Received<T> record : records) {
            byKey.computeIfAbsent(key.apply(record.body()), first -> new ArrayList<>())
                    .add(record);
        }
        return byKey;
    }

    /**
     * The records behind writes that OpenSearch will never take.
     *
     * @throws EngineUnavailableException when a write lost every race against other writers: the batch starts over
     */
    public static <T> List<RecordHandler.Rejected<T>> of(
            List<WriteResult> results, Map<String, List<Received<T>>> recordsByKey) {
        List<RecordHandler.Rejected<T>> rejected = new ArrayList<>();
        for (WriteResult result : results) {
            String reason = reason(result);
            if (reason != null) {
                for (var record : recordsByKey.getOrDefault(result.write().key(), List.of())) {
                    rejected.add(new RecordHandler.Rejected<>(record, reason));
                }
            }
        }
        return rejected;
    }

    /**
     * For writes that nothing of a caller's can make fail: a refusal is our own mistake.
     *
     * @throws EngineUnavailableException when a write lost every race against other writers: the batch starts over
     */
    public static void requireNone(List<WriteResult> results) {
        for (WriteResult result : results) {
            String reason = reason(result);
            if (reason != null) {
                throw new IllegalStateException("writing " + result.write().key() + " failed: " + reason);
            }
        }
    }

    /** The same, where what an organization's deletion has taken away meanwhile is no matter. */
    public static void requireNoneButMissing(List<WriteResult> results) {
        requireNone(results.stream()
                .filter(result -> !(result.outcome() instanceof Outcome.Missing))
                .toList());
    }

    private static @Nullable String reason(WriteResult result) {
        return switch (result.outcome()) {
            case Outcome.Written _ -> null;
            case Outcome.Refused refused -> refused.reason();
            case Outcome.Missing _ -> "there is no index for it";
            case Outcome.Conflict _ ->
                throw new EngineUnavailableException(new IllegalStateException(
                        "others keep writing to " + result.write().key()));
        };
    }
}
