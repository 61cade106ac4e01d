package com.lehnz.strategy;

import com.lehnz.profile.Interest;
import com.lehnz.profile.Taste;
import com.lehnz.query.Boost;
import com.lehnz.query.Candidates;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/**
 * Controlled exploration. The user's interest vector is turned by a fixed angle toward one of their lesser interests and,
 * a little, toward anywhere; where they have only one interest, toward anywhere; a category counts the less the more of
 * their interest lies there; what they know already does not come; and the best are diversified in a second pass. What is
 * drawn depends on user and day, so that pages agree and tomorrow is another day.
 *
 * <p>A fixed angle is what controls it: a result may lie no further from the user's interest than the angle plus its own
 * distance to the turned vector, whatever was drawn.
 */
@Component
class Serendipity extends ForUser {
    private static final Diversity DIVERSITY = new Diversity(0.7, 100);

    /** How far the drawn interest is left for anywhere: each day is another one, also where there is but one to draw. */
    private static final double ANYWHERE = 0.5;

    /** Where all of somebody's interest lies in one category, what is closest in it still comes first. */
    private static final double MOST_DAMPED = 0.9;

    private final double angle;

    Serendipity(StrategyProperties properties) {
        super("serendipity");
        this.angle = Math.toRadians(properties.serendipityAngle());
    }

    @Override
    public Optional<Plan> plan(Context context) {
        Taste taste = context.taste();
        float[] interest = taste.interestVector();
        if (interest == null) {
            return Optional.empty();
        }
        float[] elsewhere = elsewhere(taste.interests(), interest.length, new SplittableRandom(context.seed()));
        float[] explored = Directions.turn(interest, elsewhere, angle);
        return Optional.of(
                Plan.of(hit -> "Something different, not far from what you like", new Candidates.Near(explored, 1))
                        .times(new Boost.OfCategories(unusual(taste)))
                        .within(Evidence.nothingKnown(taste))
                        .diversified(DIVERSITY));
    }

    private static float[] elsewhere(List<Interest> interests, int dimension, RandomGenerator random) {
        float[] anywhere = Directions.random(random, dimension);
        if (interests.size() < 2) {
            return anywhere;
        }
        float[] lesser = interests.get(1 + random.nextInt(interests.size() - 1)).vector();
        return Directions.mix(1, lesser, ANYWHERE, anywhere);
    }

    private static Map<String, Double> unusual(Taste taste) {
        Map<String, Double> factors = new LinkedHashMap<>();
        taste.categories().forEach((category, share) -> factors.put(category, 1 - MOST_DAMPED * share));
        return factors;
    }
}
