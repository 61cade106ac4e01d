package com.lehnz.attribution;

import com.lehnz.engine.OrgId;
import com.lehnz.pipeline.Message;
import com.lehnz.pipeline.Publisher;
import com.lehnz.pipeline.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Records what was recommended without making anybody wait for it: a shopper is not to see an error because Kafka is
 * away. What cannot be recorded then is counted. Sent one by one, impressions would cost both sides as much as the
 * recommendations themselves: they go together, a moment later.
 */
@Component
public class Impressions implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(Impressions.class);
    private static final int WAITING = 10_000;
    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

    private final Publisher publisher;
    private final Counter lost;
    private final Queue<Message> waiting = new ConcurrentLinkedQueue<>();
    private final Semaphore room = new Semaphore(WAITING);
    private final Sinks.Empty<Void> stop = Sinks.empty();
    private final CompletableFuture<@Nullable Void> sent;

    Impressions(Publisher publisher, MeterRegistry meters) {
        this.publisher = publisher;
        this.lost = meters.counter("lehnz.impressions.lost");
        this.sent = Flux.interval(PERIOD)
                .onBackpressureDrop()
                .takeUntilOther(stop.asMono())
                .concatMap(tick -> send(), 1)
                .then(Mono.defer(this::send))
                .toFuture();
    }

    public void record(OrgId org, Impression impression) {
        if (impression.items().isEmpty()) {
            return;
        }
        if (room.tryAcquire()) {
            waiting.add(Message.of(org, impression.recommendationId(), impression));
        } else {
            lost.increment();
        }
    }

    /** All that waits now. What is added meanwhile waits for the next time, so that there is always enough to send. */
    private Mono<Void> send() {
        List<Message> together =
                Stream.generate(waiting::poll).takeWhile(Objects::nonNull).toList();
        return together.isEmpty()
                ? Mono.empty()
                : publisher
                        .publish(Topic.IMPRESSIONS, together)
                        .doOnError(error -> lost.increment(together.size()))
                        .onErrorComplete()
                        .doFinally(signal -> room.release(together.size()));
    }

    /** What was answered last before the service stops is sent, too. */
    @Override
    public void destroy() {
        stop.tryEmitEmpty();
        Mono.fromFuture(sent, true).timeout(LONGEST_STOP, Mono.empty()).block();
        int left = WAITING - room.availablePermits();
        if (left > 0) {
            log.warn("{} impressions are lost: Kafka did not take them before the service stopped", left);
        }
    }
}
