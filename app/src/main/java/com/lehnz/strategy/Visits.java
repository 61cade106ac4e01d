package com.lehnz.strategy;

import com.lehnz.profile.ProfileProperties;
import com.lehnz.profile.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Which of a user's visits a strategy is about. */
@Component
class Visits {
    private final Duration window;
    private final Duration gap;

    Visits(StrategyProperties properties, ProfileProperties profiles) {
        this.window = properties.sessionWindow();
        this.gap = profiles.sessionGap();
    }

    /** The one that tells what they are after now; empty where the latest is too long ago for that. */
    Optional<Session> current(Context context) {
        return since(context, window).stream().findFirst();
    }

    /**
     * The one to take up again: the latest that is over, or else the one that goes on.
     *
     * @param window how long ago it may have ended
     * @param unfinished whether there is anything to take up
     */
    Optional<Session> interrupted(Context context, Duration window, Predicate<Session> unfinished) {
        List<Session> open = since(context, window).stream().filter(unfinished).toList();
        return open.stream()
                .filter(visit -> visit.endedAt().isBefore(context.now().minus(gap)))
                .findFirst()
                .or(() -> open.stream().findFirst());
    }

    private static List<Session> since(Context context, Duration window) {
        return context.taste().sessions().stream()
                .filter(visit -> visit.endedAt().isAfter(context.now().minus(window)))
                .toList();
    }
}
