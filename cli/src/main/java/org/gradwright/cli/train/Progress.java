// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.train;

import java.util.Map;
import java.util.function.Supplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.gradwright.cli.Terminal;

/** Shows how far an epoch is, on a terminal. The bar goes away when it is closed. */
public interface Progress extends AutoCloseable {
    /** Fits into the usual terminal. */
    int BAR_WIDTH = 80;

    /** One step is done. @param means of the epoch so far, which are looked at from time to time */
    void step(Supplier<Map<String, Double>> means);

    @Override
    void close();

    /** What shows nothing. */
    Progress NONE = new Progress() {
        @Override
        public void step(Supplier<Map<String, Double>> means) {
            // Nobody is watching.
        }

        @Override
        public void close() {
            // Nothing was shown.
        }
    };

    /**
     * What is to be done.
     *
     * @param epoch this one, from 1
     * @param epochs the last one
     * @param steps of each epoch
     * @param done steps of this epoch that were done before
     */
    record Task(int epoch, int epochs, int steps, int done) {}

    /** Makes one for an epoch. */
    interface Factory {
        Progress start(Task task);
    }

    /** On standard error where that is a terminal, otherwise nothing. */
    static Factory onTerminal() {
        return Terminal.showsErrors() ? Progress::bar : task -> NONE;
    }

    /** Leaves no empty line behind: the bar is cleared, and the next line takes its place. */
    final class OneLine extends ConsoleProgressBarConsumer {
        OneLine(int width) {
            super(System.err, width);
        }

        @Override
        public void close() {
            System.err.flush();
        }
    }

    private static Progress bar(Task task) {
        var line = new ProgressLine(task);
        ProgressBar bar = new ProgressBarBuilder()
                .setInitialMax(task.steps())
                .startsFrom(task.done(), java.time.Duration.ZERO)
                .setRenderer((state, width) ->
                        line.text(state.getCurrent(), state.getElapsedAfterStart(), state.getExtraMessage(), width))
                .setUpdateIntervalMillis(200)
                .setConsumer(new OneLine(BAR_WIDTH))
                .clearDisplayOnFinish()
                .build();
        return new ShownProgress(bar);
    }
}
