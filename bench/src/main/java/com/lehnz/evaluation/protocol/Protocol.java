package com.lehnz.evaluation.protocol;

import com.lehnz.evaluation.log.Split;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is asked, and what counts as right. */
public enum Protocol {
    PERSONALIZED("personalized", NewItems::of),
    FREQUENTLY_BOUGHT_TOGETHER("frequently-bought-together", RestOfBasket::of),
    NEXT_IN_SESSION("next-in-session", NextInSession::anyItem),
    NEXT_NEW_IN_SESSION("next-new-in-session", NextInSession::newItem);

    private final String label;
    private final Function<Split.Parts, Experiment> experiment;

    Protocol(String label, Function<Split.Parts, Experiment> experiment) {
        this.label = label;
        this.experiment = experiment;
    }

    /** @throws IllegalArgumentException when the log has nothing that can be asked */
    public Experiment of(Split.Parts parts) {
        Experiment made = experiment.apply(parts);
        if (made.rounds().stream().allMatch(round -> round.cases().isEmpty())) {
            throw new IllegalArgumentException("The test part holds no case for the protocol '%s'".formatted(label));
        }
        return made;
    }

    public static Protocol parse(String text) {
        return Arrays.stream(values())
                .filter(protocol -> protocol.label.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'%s' is none of %s"
                        .formatted(
                                text,
                                Arrays.stream(values()).map(Protocol::toString).collect(Collectors.joining(", ")))));
    }

    @Override
    public String toString() {
        return label;
    }
}
