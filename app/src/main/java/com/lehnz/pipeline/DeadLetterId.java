package com.lehnz.pipeline;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a dead letter lies in the topic of dead letters. */
public record DeadLetterId(int partition, long offset) implements Comparable<DeadLetterId> {
    private static final Pattern TEXT =
            Pattern.compile("(?:" + Pattern.quote(Topic.DEAD_LETTERS.topicName()) + "-)?(\\d{1,9})-(\\d{1,18})");

    /** @throws IllegalArgumentException when the text is no id */
    public static DeadLetterId of(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'%s' is no id of a dead letter: they look like %s-0-42"
                    .formatted(text, Topic.DEAD_LETTERS.topicName()));
        }
        return new DeadLetterId(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    @Override
    public int compareTo(DeadLetterId other) {
        int byPartition = Integer.compare(partition, other.partition);
        return byPartition != 0 ? byPartition : Long.compare(offset, other.offset);
    }

    @Override
    public String toString() {
        return Topic.DEAD_LETTERS.topicName() + "-" + partition + "-" + offset;
    }
}
