package com.lehnz.localstack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** A lock on a file, exclusive among processes and within this one; the system drops it when its process dies. */
final class HeldLock implements AutoCloseable {
    /** POSIX drops all of a process's locks on a file when it closes any descriptor of it: open each one once. */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private HeldLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static Optional<HeldLock> tryAcquire(Path file) throws IOException {
        if (!OPEN.add(file)) {
            return Optional.empty();
        }
        HeldLock held = null;
        try {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            held = new HeldLock(file, channel);
            if (channel.tryLock() != null) {
                return Optional.of(held);
            }
        } catch (IOException e) {
            OPEN.remove(file);
            throw e;
        }
        held.close();
        return Optional.empty();
    }

    Path file() {
        return file;
    }

    /** Waits for whoever holds it. */
    static HeldLock acquire(Path file, Duration limit) throws IOException {
        var held = new AtomicReference<Optional<HeldLock>>(Optional.empty());
        Polling.until(limit, () -> {
            held.set(tryAcquire(file));
            return held.get().isPresent();
        });
        return held.get()
                .orElseThrow(() -> new LocalStackException(
                        "Another process holds " + file + " for longer than " + limit.toSeconds() + " s."));
    }

    @Override
    public void close() throws IOException {
        channel.close();
        OPEN.remove(file);
    }
}
