// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.gradwright.cli.data.DataBlockReader;
import org.gradwright.cli.data.ExampleAxis;
import org.gradwright.cli.data.Examples;
import org.gradwright.cli.data.Trained;
import org.gradwright.cli.diagnose.BlockData;
import org.gradwright.cli.diagnose.Course;
import org.gradwright.cli.diagnose.Diagnosis;
import org.gradwright.cli.diagnose.DiagnosisPage;
import org.gradwright.cli.diagnose.DiagnosisText;
import org.gradwright.cli.diagnose.ProbeData;
import org.gradwright.cli.diagnose.RandomData;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.lang.Model;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gradwright diagnose}: measures a network layer by layer and names what keeps it from learning. */
@Command(
        name = "diagnose",
        description = "Measures activations and gradients layer by layer and names what keeps a network from learning.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class DiagnoseCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOptions modelOptions;

    @Option(
            names = "--data",
            paramLabel = "BLOCK",
            defaultValue = "train",
            description = "the data block that the examples come from; without any block they are random")
    private String block;

    @Option(names = "--steps", paramLabel = "N", description = "train so many steps and measure at ten moments of them")
    private Integer steps;

    @Option(names = "--batch", paramLabel = "N", description = "examples in a batch; default: `fit`")
    private Integer batch;

    @Option(names = "--seed", paramLabel = "N", description = "decides all random numbers; default: `fit`")
    private Long seed;

    @Option(names = "--weights", paramLabel = "FILE", description = "a safetensors file with a trained model's weights")
    private Path weights;

    @Option(names = "--html", paramLabel = "FILE", description = "also write a page with the charts")
    private Path html;

    @Override
    public Integer call() {
        Positive.check(spec, "--steps", steps);
        Positive.check(spec, "--batch", batch);
        new Outputs().reading(modelOptions.file(), weights).file("--html", html).check();
        Model model = modelOptions.read();
        requireTraining(model.graph());
        FitSettings fit = FitSettings.of(model, ExampleAxis.of(model.graph())).or(batch, null, seed);
        ProbeData data = data(model, fit);
        List<Course> courses =
                new Diagnosis(model.graph(), data, fit.seed(), weights).courses(steps == null ? 0 : steps);
        String title = model.graph().name() + ": " + data.description() + (steps == null ? ", " : ", trained from ")
                + (weights == null ? "first weights of seed " + fit.seed() : "weights of " + weights.getFileName());
        print(title, courses);
        if (html != null) {
            AtomicOutput.write(html, DiagnosisPage.of(title, courses));
        }
        return courses.stream().allMatch(course -> course.findings().isEmpty()) ? 0 : 1;
    }

    private void print(String title, List<Course> courses) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(title);
        for (Course course : courses) {
            out.println();
            if (courses.size() > 1) {
                out.println(course.loss() + "\n");
            }
            out.print(DiagnosisText.of(course));
        }
        out.flush();
    }

    private void requireTraining(Graph graph) {
        if (graph.trainings().isEmpty()) {
            throw new CommandException(
                    modelOptions.file().getFileName()
                            + " has no `train` line, so there are no gradients; add one, such as `train loss with sgd(lr = 0.1)`");
        }
    }

    private ProbeData data(Model model, FitSettings fit) {
        boolean isChosen = !spec.findOption("--data").originalStringValues().isEmpty();
        if (model.data().isEmpty() && isChosen) {
            throw new CommandException(
                    "the model has no block `data " + block + "`; leave --data out, and random examples are taken");
        }
        if (!isChosen && !model.data().containsKey(block)) {
            return new RandomData(model.graph(), fit.batch(), fit.seed());
        }
        Trained trained = weights == null ? Trained.NOTHING : Trained.read(weights);
        var reader = DataBlockReader.of(model, modelOptions.folder(), trained, Integer.MAX_VALUE);
        Examples examples = reader.read(block, model.graph().declaredInputs());
        return new BlockData(block, model.graph(), examples, fit.batch(), fit.seed());
    }
}
