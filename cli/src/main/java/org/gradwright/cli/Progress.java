// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far an epoch is, on a terminal. The bar goes away when it is closed. */
interface Progress extends AutoCloseable {
    /** Fits into the usual terminal. */
    int BAR_WIDTH = 80;

    /** One step is done. */
    void step();

    @Override
    void close();

    /** What shows nothing. */
    Progress NONE = new Progress() {
        @Override
        public void step() {
            // Nobody is watching.
        }

        @Override
        public void close() {
            // Nothing was shown.
        }
    };

    /** Makes one for so many steps. */
    interface Factory {
        Progress start(String task, int steps);
    }

    /** On standard error where that is a terminal, otherwise nothing. */
    static Factory onTerminal() {
        return Terminal.showsErrors() ? Progress::bar : (task, steps) -> NONE;
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

    private static Progress bar(String task, int steps) {
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .setConsumer(new OneLine(BAR_WIDTH))
                .clearDisplayOnFinish()
                .build();
        return new Progress() {
            @Override
            public void step() {
                bar.step();
            }

            @Override
            public void close() {
                bar.close();
            }
        };
    }
}
