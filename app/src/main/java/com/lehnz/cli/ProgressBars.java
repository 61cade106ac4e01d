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
        return open(task, "items");
    }

    /** @param what is counted */
    static Progress open(String task, String what) {
        Console console = System.console();
        return console != null && console.isTerminal() ? new Bar(task, what) : new Line(task, what);
    }

    private static final class Bar implements Progress {
        private final ProgressBar bar;

        Bar(String task, String what) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setUnit(" " + what, 1)
                    .showSpeed()
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
        private final String what;
        private final long start = System.nanoTime();
        private long done;

        Line(String task, String what) {
            this.task = task;
            this.what = what;
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
            System.out.printf("%s: %,d %s in %.1f s%n", task, done, what, (System.nanoTime() - start) / 1e9);
        }
    }
}
