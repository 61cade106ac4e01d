package com.lehnz.attribution;

import com.lehnz.engine.OrgId;
import com.lehnz.pipeline.Message;
import com.lehnz.pipeline.Publisher;
import com.lehnz.pipeline.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/**
 * Records what was recommended without making anybody wait for it: a shopper is not to see an error because Kafka is
 * away. What cannot be recorded then is counted.
 */
@Component
public class Impressions {
    private static final int IN_FLIGHT = 2_000;

    private final Publisher publisher;
    private final Counter lost;
    private final Semaphore room = new Semaphore(IN_FLIGHT);

    Impressions(Publisher publisher, MeterRegistry meters) {
        this.publisher = publisher;
        this.lost = meters.counter("lehnz.impressions.lost");
    }

    public void record(OrgId org, Impression impression) {
        if (impression.items().isEmpty()) {
            return;
        }
        if (!room.tryAcquire()) {
            lost.increment();
            return;
        }
        publisher
                .publish(Topic.IMPRESSIONS, List.of(Message.of(org, impression.recommendationId(), impression)))
                .doFinally(signal -> room.release())
                .subscribe(done -> {}, error -> lost.increment());
    }
}
