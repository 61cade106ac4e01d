package com.lehnz.evaluation.log;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where training ends and the test begins. */
public sealed interface Split {

    /** Everything from this moment on is the test. */
    record At(Instant time) implements Split {}

    /** The oldest of each user's interactions are training, as many as this share of them, between 0 and 1. */
    record PerUser(double share) implements Split {
        public PerUser {
            if (!(share > 0 && share < 1)) {
                throw new IllegalArgumentException("a share lies between 0 and 1");
            }
        }
    }

    /** Both parts oldest first. */
    record Parts(List<Interaction> training, List<Interaction> test) {}

    /** @param text a date, a moment in ISO 8601, or a percentage of each user's interactions such as {@code 80%} */
    static Split parse(String text) {
        try {
            return text.endsWith("%")
                    ? new PerUser(Double.parseDouble(text.substring(0, text.length() - 1)) / 100)
                    : new At(moment(text));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'%s' is no split: a date, a moment such as 2011-11-01T00:00:00Z, or a share such as 80%%"
                            .formatted(text),
                    e);
        }
    }

    private static Instant moment(String text) {
        return text.contains("T")
                ? Instant.parse(text)
                : LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** @param interactions oldest first */
    default Parts apply(List<Interaction> interactions) {
        List<Interaction> training = new ArrayList<>();
        List<Interaction> test = new ArrayList<>();
        switch (this) {
            case At(Instant time) ->
                interactions.forEach(each -> (each.time().isBefore(time) ? training : test).add(each));
            case PerUser(double share) -> {
                Map<String, Integer> left = new LinkedHashMap<>();
                interactions.forEach(each -> left.merge(each.user(), 1, Integer::sum));
                left.replaceAll((user, count) -> (int) Math.round(count * share));
                for (Interaction each : interactions) {
                    boolean old = left.merge(each.user(), -1, Integer::sum) >= 0;
                    (old ? training : test).add(each);
                }
            }
        }
        if (training.isEmpty() || test.isEmpty()) {
            throw new IllegalArgumentException("Nothing of the log lies on one side of the split " + this);
        }
        return new Parts(training, test);
    }
}
