// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.gradwright.cli.data.DataBlockReader;
import org.gradwright.cli.metric.NamedConfusion;
import org.gradwright.cli.report.TrainingPage;
import org.gradwright.cli.train.BestEpoch;
import org.gradwright.cli.train.EpochResult;
import org.gradwright.cli.train.Evaluator;
import org.gradwright.compiler.lang.Model;

/** What is shown at the end of a training, or when it is interrupted: the page, and which classes were confused. */
final class TrainEnding {
    private final ModelOptions options;
    private final Model model;
    private final TrainFiles files;
    private final TestMetrics metrics;
    private final Map<String, String> settings;

    /** @param settings as the page shows them */
    TrainEnding(
            ModelOptions options, Model model, TrainFiles files, TestMetrics metrics, Map<String, String> settings) {
        this.options = options;
        this.model = model;
        this.files = files;
        this.metrics = metrics;
        this.settings = settings;
    }

    /** Shows it. @param test whose last run is meant; empty without data to test with */
    void show(List<EpochResult> history, BestEpoch best, Optional<Evaluator> test, TrainReport report) {
        Optional<NamedConfusion> confusion = test.flatMap(this::confusion);
        if (metrics.printsConfusion()) {
            confusion.ifPresent(report::confusion);
        }
        OptionalInt bestEpoch =
                best.get().map(epoch -> OptionalInt.of(epoch.number())).orElse(OptionalInt.empty());
        String title = options.file().getFileName().toString();
        files.report()
                .ifPresent(file -> AtomicOutput.write(
                        file, new TrainingPage(title, settings, history, bestEpoch, confusion).html()));
    }

    private Optional<NamedConfusion> confusion(Evaluator test) {
        return test.confusion()
                .map(matrix -> NamedConfusion.of(matrix, names(test.target().orElseThrow())));
    }

    private List<String> names(String target) {
        String block = model.data().containsKey("test") ? "test" : "train";
        return DataBlockReader.of(model, options.folder(), 1).classNames(block, target);
    }
}
