// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwright.cli.metric.MetricName;
import org.gradwright.cli.metric.Scoring;
import org.gradwright.cli.train.BestEpoch;
import org.gradwright.cli.train.Watch;
import org.gradwright.compiler.lang.Model;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is measured in a test, and what follows from it. */
final class TestMetrics {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--metric",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            paramLabel = "NAME",
            split = ",",
            description = "report in tests: accuracy, top-5 (or any number), f1, mae, r2; default: the model's metrics,"
                    + " or those of the kind of the target")
    private List<String> metrics = List.of();

    @Option(
            names = "--score",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            paramLabel = "OUTPUT=INPUT",
            description = "which output is compared with which input; default: the pair that fits")
    private final Map<String, String> pair = new LinkedHashMap<>();

    @Option(names = "--confusion", description = "print which classes were taken for which in the last test")
    private boolean confusion;

    @Option(
            names = "--watch",
            paramLabel = "NAME",
            description = "what tells better epochs from worse: a number of the test; default: its loss")
    private String watch;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "end when N epochs in a row were no better than the best before")
    private Integer patience;

    @Mixin
    private Average average;

    /** Whether tests are made with the moving averages of the weights, where there are any. */
    boolean averages() {
        return average.isTaken();
    }

    /** @throws ParameterException for what can never be */
    void check() {
        Positive.check(spec, "--patience", patience);
        if (pair.size() > 1) {
            throw new ParameterException(spec.commandLine(), "--score may be given once");
        }
    }

    /**
     * What is compared; a model that reports metrics of its own needs no others.
     *
     * @param shown whether classes that are confused will be shown, if there are any
     */
    Optional<Scoring.Choice> choice(Model model, boolean shown) {
        List<MetricName> names = metrics.stream().map(MetricName::parse).toList();
        boolean asked = !metrics.isEmpty() || !pair.isEmpty();
        boolean suffices = !asked && !model.graph().metrics().isEmpty();
        if (suffices && !shown && !confusion) {
            return Optional.empty();
        }
        boolean usual = metrics.isEmpty() && !suffices;
        return Optional.of(
                new Scoring.Choice(usual ? Optional.empty() : Optional.of(names), pair, asked || confusion, confusion));
    }

    /** Whether the classes that are confused are to be printed. */
    boolean printsConfusion() {
        return confusion;
    }

    /** Whether anything is asked for that only a test can tell. */
    boolean isAsked() {
        return !metrics.isEmpty() || !pair.isEmpty() || confusion || watch != null || patience != null;
    }

    /** Follows the epochs. @param compares whether something else needs to know the best one */
    BestEpoch best(boolean compares) {
        boolean needed = compares || patience != null || watch != null;
        Optional<Watch> watched =
                needed ? Optional.of(watch == null ? Watch.LOSS : Watch.parse(watch)) : Optional.empty();
        return new BestEpoch(watched, patience == null ? 0 : patience);
    }
}
