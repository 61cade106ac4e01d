package com.lehnz.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Seeded chance. {@link Random}'s algorithm is part of its specification, so a seed means the same on every JDK. */
final class Dice {

    private final Random random;

    Dice(long seed) {
        random = new Random(seed);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    double between(double low, double high) {
        return low + random.nextDouble() * (high - low);
    }

    /** Both ends included. */
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    /** Around 1, never negative, with a long tail upwards. */
    double skewed(double spread) {
        return Math.exp(random.nextGaussian() * spread);
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    <T> T pick(List<T> choices, ToDoubleFunction<T> weight) {
        double rest = random.nextDouble() * choices.stream().mapToDouble(weight).sum();
        for (T choice : choices) {
            rest -= weight.applyAsDouble(choice);
            if (rest < 0) {
                return choice;
            }
        }
        return choices.getLast();
    }

    <T> List<T> shuffled(List<T> list) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }
}
