// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwright.compiler.budget.Rematerialisation;
import org.gradwright.compiler.emit.StepClass;
import org.gradwright.compiler.emit.bytecode.ClassFile;
import org.gradwright.compiler.emit.source.SourceEmitter;
import org.gradwright.compiler.emit.standalone.Standalone;
import org.gradwright.compiler.fuse.KernelProgram;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.plan.MemoryPlan;
import org.gradwright.compiler.train.TrainingGraph;

/**
 * A compiled graph, with every stage on the way.
 *
 * @param graph as given
 * @param trainings the optimised training graph of each training
 * @param programs the kernels of each program
 * @param plan where everything lies
 * @param step the class before emission
 * @param classFiles the bytecode: the class, and beside it that of its vector kernels, if it has any
 * @param fitted what is computed again to meet the budget, where there is one
 */
public record Compilation(
        Graph graph,
        List<TrainingGraph> trainings,
        List<KernelProgram> programs,
        MemoryPlan plan,
        StepClass step,
        List<ClassFile> classFiles,
        Optional<Rematerialisation.Fitted> fitted) {
    public Compilation {
        trainings = List.copyOf(trainings);
        classFiles = List.copyOf(classFiles);
    }

    /** The class itself. */
    public ClassFile classFile() {
        return classFiles.get(0);
    }

    /** The class files by path, such as {@code digits/Mnist.class}. */
    public Map<String, byte[]> classesByPath() {
        var files = new LinkedHashMap<String, byte[]>();
        classFiles.forEach(f -> files.put(f.name().replace('.', '/') + ".class", f.bytes()));
        return files;
    }

    /** The class files and, under other names, all classes of the runtime that they need: by path, with licence and notice. */
    public Map<String, byte[]> standaloneByPath() {
        return Standalone.files(classesByPath(), step.packageName());
    }

    /** Where {@link #source} belongs, such as {@code digits/Mnist.java}. */
    public String sourcePath() {
        return step.qualifiedName().replace('.', '/') + ".java";
    }

    /** The class as readable Java, with plain kernels, which compute the same bits. */
    public String source() {
        return SourceEmitter.emit(step);
    }

    /** A new class loader with the class in it, ready to be created. */
    public LoadedStep load() {
        return LoadedStep.define(classFiles);
    }

    /** As {@link #load}, a class that notes the times of the kernels of its training step, or else of its prediction. */
    public TimedStep loadTimed() {
        return loadTimed(0);
    }

    /** As {@link #loadTimed()}, of the step of one of several trainings. */
    public TimedStep loadTimed(int training) {
        return TimedStep.of(this, training);
    }
}
