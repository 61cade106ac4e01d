package com.lehnz.embeddings;

import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Embeds with a TorchScript model through DJL.
 *
 * <p>Texts of all requests wait in one queue. Each worker thread owns a predictor, takes what waits, up to a batch, and
 * runs it through the one shared model. The queue is bounded by permits: one per text that waits or runs.
 */
public final class DjlTextEmbedder implements TextEmbedder {
    private static final Logger log = LoggerFactory.getLogger(DjlTextEmbedder.class);
    private static final long IDLE_CHECK_MILLIS = 50;
    private static final Duration BEGINS_ANEW_AFTER = Duration.ofSeconds(1);

    private final EmbedderSettings settings;
    private final ModelLoader.Loaded loaded;
    private final int dimension;
    private final BlockingQueue<Job> queue = new LinkedBlockingQueue<>();
    private final Semaphore permits;
    private final List<Thread> workers;
    private volatile boolean closed;

    /** One text of a request; {@code done} completes with its vector. */
    private record Job(String text, CompletableFuture<float[]> done) {}

    private DjlTextEmbedder(EmbedderSettings settings, ModelLoader.Loaded loaded) {
        this.settings = settings;
        this.loaded = loaded;
        this.dimension = probe(settings, loaded);
        this.permits = new Semaphore(settings.queueCapacity());
        this.workers = IntStream.range(0, settings.predictors())
                .mapToObj(
                        n -> Thread.ofPlatform().daemon().name("embedder-" + n).unstarted(this::work))
                .toList();
    }

    /**
     * Loads the model and starts its workers; takes a second or two, more when libtorch is unpacked the first time.
     *
     * @throws ModelException when the model is missing or unusable
     */
    public static DjlTextEmbedder open(EmbedderSettings settings) {
        ModelLoader.Loaded loaded = ModelLoader.load(settings);
        try {
            var embedder = new DjlTextEmbedder(settings, loaded);
            embedder.workers.forEach(Thread::start);
            log.info(
                    "Embedding with {}: {} dimensions, {} predictors",
                    embedder.modelId(),
                    embedder.dimension(),
                    settings.predictors());
            return embedder;
        } catch (RuntimeException e) {
            loaded.model().close();
            throw e;
        }
    }

    /** The length of a first vector, which also shows that the model and its settings fit each other. */
    private static int probe(EmbedderSettings settings, ModelLoader.Loaded loaded) {
        int actual;
        try (Predictor<String, float[]> predictor = loaded.model().newPredictor()) {
            actual = predictor.predict("probe").length;
        } catch (TranslateException e) {
            throw new ModelException(
                    "The embedding model %s does not turn a text into a vector with these settings."
                            .formatted(settings.model()),
                    e);
        }
        String declared = loaded.model().getProperty("dimension");
        if (declared != null && !declared.equals(Integer.toString(actual))) {
            throw new ModelException("The embedding model %s declares %s dimensions but produces %d."
                    .formatted(settings.model(), declared, actual));
        }
        return actual;
    }

    @Override
    public String modelId() {
        return loaded.id();
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public CompletableFuture<List<float[]>> embed(List<String> texts) {
        int size = texts.size();
        if (size > settings.queueCapacity()) {
            return CompletableFuture.failedFuture(
                    new IllegalArgumentException("A request of %d texts exceeds the embedding queue's capacity of %d."
                            .formatted(size, settings.queueCapacity())));
        }
        List<Job> jobs = texts.stream()
                .map(text -> new Job(settings.prefix() + wellFormed(text), new CompletableFuture<>()))
                .toList();
        synchronized (this) {
            if (closed) {
                return CompletableFuture.failedFuture(new IllegalStateException("The embedder is closed."));
            }
            if (!permits.tryAcquire(size)) {
                return CompletableFuture.failedFuture(new EmbedderBusyException(size, settings.queueCapacity()));
            }
            // A batch is padded to its longest text, so texts of like length go together.
            jobs.stream()
                    .sorted(Comparator.comparingInt(job -> job.text().length()))
                    .forEach(queue::add);
        }
        return CompletableFuture.allOf(jobs.stream().map(Job::done).toArray(CompletableFuture[]::new))
                .thenApply(all -> jobs.stream().map(job -> job.done().join()).toList());
    }

    /** Half of a surrogate pair, which JSON can carry, has no UTF-8 form and would fail in native code. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private void work() {
        while (!closed) {
            try {
                workThroughQueue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Throwable e) { // Texts would wait for ever once the last thread is gone.
                log.error("An embedder stopped and begins anew", e);
                LockSupport.parkNanos(BEGINS_ANEW_AFTER.toNanos());
            }
        }
    }

    private void workThroughQueue() throws InterruptedException {
        try (Predictor<String, float[]> predictor = loaded.model().newPredictor()) {
            List<Job> batch = new ArrayList<>(settings.batchSize());
            while (!closed) {
                Job first = queue.poll(IDLE_CHECK_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, settings.batchSize() - 1);
                    run(predictor, batch);
                    batch.clear();
                }
            }
        }
    }

    private void run(Predictor<String, float[]> predictor, List<Job> batch) {
        try {
            List<float[]> vectors = predict(predictor, batch);
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).done().complete(vectors.get(i));
            }
        } catch (Throwable e) { // Not even an Error may leave a caller waiting for ever.
            batch.forEach(job -> job.done().completeExceptionally(e));
        }
    }

    private List<float[]> predict(Predictor<String, float[]> predictor, List<Job> batch) throws TranslateException {
        try {
            return predictor.batchPredict(batch.stream().map(Job::text).toList());
        } finally {
            // Before the callers hear of it: they may have more to embed.
            permits.release(batch.size());
        }
    }

    @Override
    public void close() {
        List<Job> waiting = new ArrayList<>();
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            queue.drainTo(waiting);
        }
        waiting.forEach(job -> job.done().completeExceptionally(new IllegalStateException("The embedder was closed.")));
        for (Thread worker : workers) {
            join(worker);
        }
        loaded.model().close();
    }

    private static void join(Thread worker) {
        boolean interrupted = false;
        while (worker.isAlive()) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
