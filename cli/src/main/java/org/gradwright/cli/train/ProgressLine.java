// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.train;

import java.time.Duration;
import java.util.Locale;

/** The one line that shows how far a training is: {@code epoch 2/5 [====>    ] 211/468, 1,234/s, 0:12 left, loss 0.2345}. */
final class ProgressLine {
    private static final int SHORTEST_BAR = 7;
    private static final int LONGEST_BAR = 20;

    private final Progress.Task task;

    ProgressLine(Progress.Task task) {
        this.task = task;
    }

    /**
     * The line.
     *
     * @param step of the epoch
     * @param elapsed since the epoch was begun, or gone on with
     * @param means of losses and metrics, in words; empty before the first
     * @param width of the terminal; what does not fit is cut off
     */
    String text(long step, Duration elapsed, String means, int width) {
        String head = "epoch " + task.epoch() + "/" + task.epochs() + " ";
        String tail = String.format(Locale.ROOT, " %,d/%,d", step, task.steps())
                + speed(step, elapsed)
                + (means == null || means.isEmpty() ? "" : ", " + means);
        int room = Math.max(SHORTEST_BAR, Math.min(LONGEST_BAR, width - head.length() - tail.length()));
        String line = head + bar(step, room) + tail;
        return line.length() > width ? line.substring(0, width) : line;
    }

    private String speed(long step, Duration elapsed) {
        double seconds = elapsed.toNanos() * 1e-9;
        if (step <= task.done() || seconds <= 0) {
            return "";
        }
        double speed = (step - task.done()) / seconds;
        long left = (long) (task.epochs() - task.epoch()) * task.steps() + task.steps() - step;
        return String.format(Locale.ROOT, speed < 10 ? ", %.1f/s" : ", %,.0f/s", speed) + ", "
                + time((long) Math.ceil(left / speed)) + " left";
    }

    /** {@code 0:07}, {@code 12:34}, {@code 1:02:03}. */
    private static String time(long seconds) {
        long hours = seconds / 3600;
        return hours > 0
                ? String.format("%d:%02d:%02d", hours, seconds / 60 % 60, seconds % 60)
                : String.format("%d:%02d", seconds / 60, seconds % 60);
    }

    private String bar(long step, int room) {
        int inside = room - 2;
        int full = (int) (step * inside / task.steps());
        String arrow = full == inside ? "" : ">";
        return "[" + "=".repeat(full) + arrow + " ".repeat(inside - full - arrow.length()) + "]";
    }
}
