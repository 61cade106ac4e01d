package com.lehnz.cli;

import java.io.Console;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar that moves where somebody watches it, and a line when it is done where the output goes elsewhere. */
final class ProgressBars {
    private ProgressBars() {}

    interface Progress extends AutoCloseable {
        void to(long done, long total);

        void add(long more);

        @Override
        void close();
    }

    static Progress open(String task) {
        Console console = System.console();
        return console != null && console.isTerminal() ? new Bar(task) : new Line(task);
    }

    private static final class Bar implements Progress {
        private final ProgressBar bar;

        Bar(String task) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setUnit(" items", 1)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setInitialMax(-1)
                    .build();
        }

        @Override
        public void to(long done, long total) {
            bar.maxHint(total);
            bar.stepTo(done);
        }

        @Override
        public void add(long more) {
            bar.stepBy(more);
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    private static final class Line implements Progress {
        private final String task;
        private final long start = System.nanoTime();
        private long done;

        Line(String task) {
            this.task = task;
        }

        @Override
        public void to(long done, long total) {
            this.done = done;
        }

        @Override
        public void add(long more) {
            done += more;
        }

        @Override
        public void close() {
            System.out.printf("%s: %,d items in %.1f s%n", task, done, (System.nanoTime() - start) / 1e9);
        }
    }
}
