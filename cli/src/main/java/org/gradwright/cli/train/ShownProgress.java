// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.train;

import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;

/** A bar on a terminal. It is drawn by a thread of its own, so the means are put into words by the thread that trains. */
final class ShownProgress implements Progress {
    private static final long INTERVAL = 200_000_000;

    private final ProgressBar bar;
    private long looked = System.nanoTime();

    ShownProgress(ProgressBar bar) {
        this.bar = bar;
    }

    @Override
    public void step(Supplier<Map<String, Double>> means) {
        bar.step();
        long now = System.nanoTime();
        if (now - looked > INTERVAL) {
            looked = now;
            bar.setExtraMessage(text(means.get()));
        }
    }

    private static String text(Map<String, Double> means) {
        return means.entrySet().stream()
                .map(m -> String.format(Locale.ROOT, "%s %.4f", m.getKey(), m.getValue()))
                .collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        bar.close();
    }
}
