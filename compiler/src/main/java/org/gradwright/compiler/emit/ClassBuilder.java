// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradwright.compiler.fuse.BufferInfo;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Leaf;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.Variable;
import org.gradwright.compiler.plan.MemoryPlan;
import org.gradwright.compiler.plan.MemoryPlan.ProgramPlan;
import org.gradwright.runtime.Element;
import org.gradwright.runtime.Initialiser;
import org.gradwright.runtime.ModelDescription;
import org.gradwright.runtime.Precision;

/** From a memory plan to the class: drivers, accessors, and what the class tells about itself. */
public final class ClassBuilder {
    private static final float LARGEST_EXACT_FLOAT = 1 << 24;

    /** A Java method takes 255 words; kernels get arenas, sizes and keys beside the inputs. */
    private static final int MOST_WORDS = 240;

    private final ClassSpec spec;
    private final MemoryPlan plan;
    private final PublicNames names = new PublicNames();
    private final Kernels kernels;

    private ClassBuilder(ClassSpec spec, MemoryPlan plan) {
        this.spec = spec;
        this.plan = plan;
        this.kernels = new Kernels(publicNames(), spec.precision());
    }

    private Set<String> publicNames() {
        var all = new LinkedHashSet<>(spec.labels().stream().map(Names::method).toList());
        all.addAll(spec.outputs().keySet());
        all.addAll(plan.results().keySet());
        all.addAll(plan.variables().keySet());
        return all.stream().map(Names::identifier).collect(Collectors.toSet());
    }

    /**
     * The class whose programs are, in this order: the step of each training, the evaluation, the prediction of all
     * outputs, and one program an output where there are several.
     *
     * @throws IllegalArgumentException when two of the model's names become the same Java name, or there are more inputs
     *     than a Java method takes
     */
    public static StepClass build(ClassSpec spec, MemoryPlan plan) {
        requireCallable(spec);
        return new ClassBuilder(spec, plan).run();
    }

    private static void requireCallable(ClassSpec spec) {
        List<String> sizes = Dim.names(spec.dims());
        int words = sizes.size();
        for (Input input : spec.inputs()) {
            if (sizes.contains(input.path())) {
                throw new IllegalArgumentException(
                        "`" + input.path() + "` is both an input and a free size: rename one of them");
            }
            words += input.type().isScalar() ? 2 : 1;
        }
        if (words > MOST_WORDS) {
            throw new IllegalArgumentException("the model has " + spec.inputs().size()
                    + " inputs, more than a Java method takes: join some of them into one tensor");
        }
    }

    private StepClass run() {
        var programs = new ArrayList<>(plan.programs());
        var steps = new ArrayList<Driver>();
        for (int i = 0; i < spec.labels().size(); i++) {
            steps.add(step(i, programs.remove(0)));
        }
        Driver evaluate = evaluate(programs.remove(0));
        ProgramPlan all = programs.remove(0);
        Driver predict = predict(all);
        List<Driver> outputs = outputs(programs.isEmpty() ? List.of(all) : programs);
        var metrics = new LinkedHashMap<String, Integer>();
        plan.results().forEach((name, offset) -> metrics.put(names.method(name, ""), offset));
        var variables = new LinkedHashMap<String, String>();
        spec.variables().stream()
                .map(Graph::variable)
                .filter(v -> v.kind() != Variable.Kind.OPTIMISER)
                .forEach(v -> variables.put(names.method(v.path(), ""), v.path()));
        return new StepClass(
                spec.packageName(),
                spec.name(),
                spec.sourceFile(),
                spec.precision(),
                description(programs),
                plan,
                steps,
                evaluate,
                predict,
                outputs,
                kernels.places(),
                metrics,
                variables);
    }

    private Driver.Result loss(int training) {
        return new Driver.Result.Scalar(plan.results().get(spec.losses().get(training)));
    }

    private Driver step(int training, ProgramPlan program) {
        boolean several = spec.labels().size() > 1;
        String which = several ? " of {@code " + spec.labels().get(training) + "}" : "";
        String doc =
                "One training step" + which + ": forward, backward and update.\n\n@return the loss before the update";
        Driver driver = Assembly.driver(
                names.step(spec.labels().get(training), doors(spec.inputs())),
                doc,
                program,
                spec.dims(),
                spec.inputs(),
                true,
                loss(training),
                kernels);
        return several ? driver.after(new Action.Begin(training)) : driver;
    }

    private Driver evaluate(ProgramPlan program) {
        String doc = "Computes the loss and the metrics; trains nothing and changes no variable.\n\n@return the loss"
                + (spec.losses().size() > 1 ? " of the first training" : "");
        return Assembly.driver(
                names.method("evaluate", doors(spec.inputs())),
                doc,
                program,
                spec.dims(),
                spec.inputs(),
                false,
                spec.losses().isEmpty() ? new Driver.Result.None() : loss(0),
                kernels);
    }

    private Driver predict(ProgramPlan program) {
        var tensors = new ArrayList<Driver.Result.Tensor>();
        spec.outputs().forEach((name, type) -> tensors.add(Assembly.tensor(program, name, type)));
        String doc = "All outputs, in order of declaration.";
        return driver("predict", doc, program, new Driver.Result.Tensors(tensors));
    }

    private List<Driver> outputs(List<ProgramPlan> programs) {
        var drivers = new ArrayList<Driver>();
        int next = 0;
        for (var output : spec.outputs().entrySet()) {
            ProgramPlan program = programs.get(Math.min(next++, programs.size() - 1));
            String doc = "The output {@code " + output.getKey() + " : " + output.getValue() + "}.";
            drivers.add(driver(
                    output.getKey(), doc, program, Assembly.tensor(program, output.getKey(), output.getValue())));
        }
        return drivers;
    }

    private Driver driver(String name, String doc, ProgramPlan program, Driver.Result result) {
        List<Input> needed = needed(program);
        String method = names.method(name, doors(needed));
        return Assembly.driver(method, doc, program, spec.dims(), needed, false, result, kernels);
    }

    private List<Input> needed(ProgramPlan program) {
        Set<String> paths = Assembly.inputsOf(program);
        return spec.inputs().stream().filter(i -> paths.contains(i.path())).toList();
    }

    private static String doors(List<Input> inputs) {
        return inputs.isEmpty() ? "" : "inputs";
    }

    // ---- the description

    private ModelDescription description(List<ProgramPlan> outputPrograms) {
        return new ModelDescription(
                spec.name(),
                spec.precision() == org.gradwright.compiler.graph.Precision.F64 ? Precision.F64 : Precision.F32,
                Dim.names(spec.dims()),
                spec.inputs().stream()
                        .map(i -> new ModelDescription.Input(i.path(), element(i.type()), sizes(i.type())))
                        .toList(),
                descriptions(outputPrograms),
                plan.results().entrySet().stream()
                        .sorted(Comparator.comparing(r -> !spec.losses().contains(r.getKey())))
                        .map(r -> new ModelDescription.Metric(
                                r.getKey(), r.getValue(), spec.losses().contains(r.getKey())))
                        .toList(),
                spec.labels(),
                spec.variables().stream().map(n -> variable(Graph.variable(n))).toList(),
                constants(),
                plan.persistent());
    }

    private List<ModelDescription.Output> descriptions(List<ProgramPlan> programs) {
        var outputs = new ArrayList<ModelDescription.Output>();
        ProgramPlan all = plan.programs().get(spec.labels().size() + 1);
        int next = 0;
        for (var output : spec.outputs().entrySet()) {
            ProgramPlan program = programs.isEmpty() ? all : programs.get(next++);
            List<String> needs = needed(program).stream().map(Input::path).toList();
            outputs.add(new ModelDescription.Output(
                    output.getKey(), element(output.getValue()), sizes(output.getValue()), needs));
        }
        return outputs;
    }

    private static Element element(TensorType type) {
        return switch (type.element()) {
            case REAL -> Element.REAL;
            case I32 -> Element.I32;
            case BOOL -> Element.BOOL;
        };
    }

    private static List<String> sizes(TensorType type) {
        return type.shape().sizes().stream().map(Size::toString).toList();
    }

    private ModelDescription.Variable variable(Variable variable) {
        ModelDescription.Kind kind =
                switch (variable.kind()) {
                    case PARAMETER -> ModelDescription.Kind.PARAM;
                    case STATE -> ModelDescription.Kind.STATE;
                    case OPTIMISER -> ModelDescription.Kind.OPTIMISER;
                };
        List<Integer> shape =
                variable.shape().sizes().stream().map(s -> (int) s.known()).toList();
        int offset = plan.variables().get(variable.path());
        return new ModelDescription.Variable(
                kind, variable.path(), shape, offset, Initialiser.parse(variable.initialiser()));
    }

    private List<ModelDescription.Constant> constants() {
        Map<String, ModelDescription.Constant> constants = new LinkedHashMap<>();
        for (ProgramPlan program : plan.programs()) {
            for (BufferInfo info : program.program().buffers().values()) {
                if (info.kind() == BufferInfo.Kind.CONSTANT) {
                    constants.computeIfAbsent(info.path(), path -> constant(path, info));
                }
            }
        }
        return List.copyOf(constants.values());
    }

    private ModelDescription.Constant constant(String path, BufferInfo info) {
        var leaf = (Leaf) info.node().operation();
        double[] values = leaf.evaluate(info.node(), List.of(), null).data();
        boolean exact = info.node().type().isReal()
                || spec.precision() == org.gradwright.compiler.graph.Precision.F64
                || Arrays.stream(values).allMatch(v -> Math.abs(v) <= LARGEST_EXACT_FLOAT);
        if (!exact) {
            throw new IllegalArgumentException("the table " + path
                    + " holds whole numbers beyond 2^24, which precision f32" + " cannot hold: use precision f64");
        }
        return new ModelDescription.Constant(
                plan.constants().get(path), Arrays.stream(values).boxed().toList());
    }
}
