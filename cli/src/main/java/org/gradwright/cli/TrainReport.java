// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gradwright.cli.metric.ConfusionText;
import org.gradwright.cli.metric.NamedConfusion;
import org.gradwright.cli.train.BestEpoch;
import org.gradwright.cli.train.EpochResult;
import org.gradwright.cli.train.Material;
import org.gradwright.cli.train.Standing;
import org.gradwright.runtime.Parameter;
import org.gradwright.runtime.TrainingStep;

/** What {@code train} prints: a line an epoch, then a summary or a JSON object. */
final class TrainReport {
    private final PrintWriter out;
    private final OutputFormat format;
    private final long start;
    private Map<String, Double> train = Map.of();
    private Map<String, Double> test = Map.of();
    private int epochs;
    private long stepsBefore;
    private double trainingSeconds;

    /** @param start when the command began, by {@link System#nanoTime} */
    TrainReport(PrintWriter out, OutputFormat format, long start) {
        this.out = out;
        this.format = format;
        this.start = start;
    }

    void begin(TrainingStep model, Material material) {
        stepsBefore = model.steps();
        int parameters = model.parameters().stream().mapToInt(Parameter::size).sum();
        String tests = material.data()
                .test()
                .map(t -> String.format(Locale.ROOT, ", %,d to test with", t.count()))
                .orElse("");
        print(
                "%s: %,d parameters in %s, %,d examples%s, batch %d, seed %d",
                material.graph().name(),
                parameters,
                model.description().precision().text(),
                material.data().train().count(),
                tests,
                material.fit().batch(),
                model.seed());
    }

    /** A training that was interrupted before. */
    void resume(Standing from, int stepsPerEpoch) {
        if (from.step() == stepsPerEpoch) {
            print("goes on with the test after epoch %d", from.epoch());
        } else {
            print("goes on in epoch %d, step %,d of %,d", from.epoch(), from.step() + 1, stepsPerEpoch);
        }
    }

    void epoch(EpochResult epoch) {
        epochs++;
        train = epoch.train();
        test = epoch.test();
        trainingSeconds += epoch.seconds();
        print("epoch %d: %s%s, %.1f s", epoch.number(), text("train ", train), text("; test ", test), epoch.seconds());
    }

    /** A test without training. */
    void test(Map<String, Double> means) {
        test = means;
        print("%s", text("test ", means));
    }

    private static String text(String prefix, Map<String, Double> means) {
        return means.isEmpty()
                ? ""
                : means.entrySet().stream()
                        .map(m -> String.format(Locale.ROOT, "%s %.5f", m.getKey(), m.getValue()))
                        .collect(Collectors.joining(", ", prefix, ""));
    }

    /** Which classes were taken for which in the last test. */
    void confusion(NamedConfusion confusion) {
        print("%s", ConfusionText.of(confusion));
    }

    /** Training was asked to end. */
    void interrupted(Standing at, int stepsPerEpoch, Path saved, String command) {
        String where = at.step() == stepsPerEpoch
                ? "the test after epoch " + at.epoch()
                : String.format(Locale.ROOT, "epoch %d after step %,d of %,d", at.epoch(), at.step(), stepsPerEpoch);
        print("interrupted in %s, saved to %s", where, saved);
        print("go on with: %s", command);
    }

    /** Training ended before its last epoch, or at it. */
    void end(TrainingStep model, BestEpoch best) {
        best.get().filter(epoch -> format == OutputFormat.TEXT).ifPresent(epoch -> {
            String why = best.isLongAgo() ? "no better epoch since; the best was " : "best: ";
            print("%sepoch %d: %s", why, epoch.number(), text("test ", epoch.test()));
        });
        end(model, best.get().map(EpochResult::number));
    }

    private void end(TrainingStep model, Optional<Integer> best) {
        long steps = model.steps() - stepsBefore;
        double seconds = (System.nanoTime() - start) * 1e-9;
        double speed = trainingSeconds > 0 ? steps / trainingSeconds : 0;
        if (format == OutputFormat.JSON) {
            json(steps, seconds, speed, best);
        } else if (epochs > 0) {
            print("%,d steps, %.0f a second; %.1f s in all%s", steps, speed, seconds, text("; test ", test));
        }
        out.flush();
    }

    private void json(long steps, double seconds, double speed, Optional<Integer> best) {
        var json = new JsonObject();
        test.forEach((name, value) -> json.put("test_" + name, value));
        train.forEach((name, value) -> json.put("train_" + name, value));
        json.put("epochs", epochs).put("steps", steps).put("seconds", seconds).put("steps_per_second", speed);
        best.ifPresent(epoch -> json.put("best_epoch", epoch));
        out.println(json);
    }

    private void print(String format, Object... arguments) {
        out.println(String.format(Locale.ROOT, format, arguments));
        out.flush();
    }
}
