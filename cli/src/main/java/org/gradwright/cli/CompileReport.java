// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.gradwright.cli.data.ExampleAxis;
import org.gradwright.compiler.Compilation;
import org.gradwright.compiler.budget.Rematerialisation;
import org.gradwright.compiler.fuse.KernelProgram;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.lang.Model;
import org.gradwright.compiler.plan.MemoryPlan.ProgramPlan;
import org.gradwright.compiler.plan.Work;

/** What {@code compile} tells about a class: parameters, work, memory, methods. */
final class CompileReport {
    /** HotSpot does not compile a method of so many bytes or more. */
    private static final int HUGE_METHOD = 8000;

    private final Compilation compilation;
    private final Map<String, Integer> sizes;

    CompileReport(Compilation compilation, Model model) {
        this.compilation = compilation;
        this.sizes = sizes(model);
    }

    /** For the sizes that are known at run time only: those of `fit`, the largest allowed, or 1. */
    static Map<String, Integer> sizes(Model model) {
        var sizes = new LinkedHashMap<String, Integer>();
        for (Dim dim : model.graph().dims()) {
            int most = dim.atMost() == Integer.MAX_VALUE ? 1 : dim.atMost();
            sizes.put(dim.name(), model.fit(dim.name()).map(Double::intValue).orElse(most));
        }
        List<String> names = Dim.names(model.graph().dims());
        if (names.size() == 1) {
            ExampleAxis.of(model.graph()).size().ifPresent(name -> model.fit("batch")
                    .ifPresent(batch -> sizes.put(name, batch.intValue())));
        }
        return sizes;
    }

    @Override
    public String toString() {
        Graph graph = compilation.graph();
        var table = new TextTable("class", compilation.step().qualifiedName());
        table.add("parameters", number(count(graph.parameters())));
        table.add("precision", graph.precision().name().toLowerCase(Locale.ROOT));
        if (!sizes.isEmpty()) {
            table.add(
                    "measured at",
                    sizes.entrySet().stream()
                            .map(s -> s.getKey() + " = " + s.getValue())
                            .collect(Collectors.joining(", ")));
        }
        List<ProgramPlan> plans = compilation.plan().programs();
        int steps = compilation.trainings().size();
        plans.subList(0, steps).forEach(plan -> table.add(plan.program().name(), work(plan.program())));
        table.add("predict", work(plans.get(steps + 1).program()));
        table.add("arena", arena());
        compilation
                .fitted()
                .filter(f -> !f.recomputed().isEmpty())
                .ifPresent(f -> table.add("recomputed", recomputed(f)));
        table.add("kernels", number(compilation.step().kernels().size()));
        table.add("largest method", methods());
        table.add("class files", classFiles());
        return table.toString();
    }

    private String classFiles() {
        return compilation.classFiles().stream()
                .map(f -> f.name().replaceFirst(".*\\.", "") + " " + number(f.bytes().length) + " bytes")
                .collect(Collectors.joining(", "));
    }

    private static long count(List<Node> variables) {
        return variables.stream().mapToLong(n -> n.shape().count().known()).sum();
    }

    private String work(KernelProgram program) {
        Work work = Work.of(program, compilation.graph().precision(), sizes);
        return number(work.operations()) + " operations, " + number(work.bytes()) + " bytes";
    }

    private String arena() {
        Precision precision = compilation.graph().precision();
        return number(compilation.plan().bytes(precision, sizes)) + " bytes, of them "
                + number(compilation.plan().persistentBytes(precision)) + " for parameters and optimiser state";
    }

    private String recomputed(Rematerialisation.Fitted fitted) {
        return number(fitted.recomputed().size()) + " values, " + number(fitted.operations())
                + " operations a step, which saves " + number(fitted.before() - fitted.bytes()) + " bytes";
    }

    private String methods() {
        var methods = new LinkedHashMap<String, Integer>();
        compilation.classFiles().forEach(f -> f.methodSizes()
                .forEach((name, size) -> methods.merge(name, size, Math::max)));
        var largest =
                methods.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        return largest.getKey() + ", " + number(largest.getValue()) + " bytes of bytecode (limit " + number(HUGE_METHOD)
                + "; " + methods.size() + " methods)";
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
