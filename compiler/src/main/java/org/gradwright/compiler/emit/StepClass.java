// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.plan.MemoryPlan;
import org.gradwright.runtime.ModelDescription;

/**
 * The class to be generated, before it is bytecode or source: both emitters read this one form.
 *
 * @param packageName may be empty
 * @param sourceFile the model file that stack traces name
 * @param description what the class tells about itself
 * @param steps one for each training
 * @param evaluate computes loss and metrics
 * @param predict computes all outputs
 * @param outputs one driver an output
 * @param places the tables of places of kernels that share a method, by number
 * @param metrics accessors: method name to place in the real arena
 * @param variables accessors: method name to path
 */
public record StepClass(
        String packageName,
        String name,
        String sourceFile,
        Precision precision,
        ModelDescription description,
        MemoryPlan plan,
        List<Driver> steps,
        Driver evaluate,
        Driver predict,
        List<Driver> outputs,
        List<List<String>> places,
        Map<String, Integer> metrics,
        Map<String, String> variables) {
    /**
     * What one class holds, by {@link KernelMethod#weight}: each is some ten constants of the 65,535 that a class may have. A program
     * with more is run by the caller alone.
     */
    public static final int MOST_IN_ONE = 6000;

    public StepClass {
        steps = List.copyOf(steps);
        outputs = List.copyOf(outputs);
        places = List.copyOf(places);
        metrics = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        variables = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /** All drivers that exist. */
    public List<Driver> drivers() {
        var drivers = new ArrayList<>(steps);
        drivers.add(evaluate);
        drivers.add(predict);
        drivers.addAll(outputs);
        return drivers;
    }

    /** All kernels, in order of use, each once. */
    public List<KernelMethod> kernels() {
        var kernels = new LinkedHashMap<String, KernelMethod>();
        for (Driver driver : drivers()) {
            driver.kernels().forEach(k -> kernels.computeIfAbsent(k.name(), n -> k.declared()));
        }
        return List.copyOf(kernels.values());
    }

    /** The kernels that compute with vectors, each once; they are a class of their own. */
    public List<KernelMethod> vectorKernels() {
        return kernels().stream().flatMap(k -> k.vectorForm().stream()).toList();
    }

    /** The functions that a class with all kernels needs methods of its own for. */
    public Set<Fn> functions() {
        return functions(kernels());
    }

    /**
     * The functions that a class needs methods of its own for: that of vector kernels, too, where a scalar is the same for all lanes.
     *
     * @param kernels those that are in the class
     */
    public Set<Fn> functions(List<KernelMethod> kernels) {
        return Functions.called(kernels, precision);
    }

    /** How several threads run those drivers that are worth it. */
    public List<Crew> crews() {
        return drivers().stream().flatMap(d -> d.crew().stream()).toList();
    }

    /** The parts of long programs. */
    public List<Action.Part> parts() {
        var parts = new LinkedHashMap<String, Action.Part>();
        for (Driver driver : drivers()) {
            for (Action action : driver.actions()) {
                if (action instanceof Action.RunPart part) {
                    parts.put(part.part().name(), part.part());
                }
            }
        }
        return List.copyOf(parts.values());
    }

    /** The qualified name, with dots. */
    public String qualifiedName() {
        return packageName.isEmpty() ? name : packageName + "." + name;
    }
}
