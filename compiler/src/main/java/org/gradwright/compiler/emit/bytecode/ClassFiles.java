// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.bytecode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradwright.compiler.emit.Driver;
import org.gradwright.compiler.emit.KernelMethod;
import org.gradwright.compiler.emit.StepClass;

/** Which classes a model becomes: its own, that of the vector kernels, and for a large model further ones with kernels. */
public final class ClassFiles {
    private ClassFiles() {}

    /**
     * The class file, and beside it that of the vector kernels, if the model has any. A large model has further classes with kernels.
     *
     * @throws IllegalStateException when a method would be too long for the JIT
     */
    public static List<ClassFile> of(StepClass step) {
        return of(step, StepClass.MOST_IN_ONE);
    }

    /** As above. @param most the kernels that one class holds, by {@link KernelMethod#weight} */
    public static List<ClassFile> of(StepClass step, int most) {
        return emit(step, null, Homes.of(step, most));
    }

    /**
     * As {@link #of}, but the class has a {@code public static final long[] TIMES}: when one driver ran its first kernel,
     * and when each of its kernels ended, by {@link System#nanoTime}.
     */
    public static List<ClassFile> timed(StepClass step, Driver timed) {
        return emit(step, timed, Homes.of(step, StepClass.MOST_IN_ONE));
    }

    /**
     * The classes know nothing of each other while they are written, so each processor takes some of many. Where one class holds all
     * kernels, that of its vector kernels is written when it is needed: not before the first step, which takes plain ones.
     */
    private static List<ClassFile> emit(StepClass step, Driver timed, Homes homes) {
        var files = new ArrayList<ClassFile>();
        files.add(BytecodeEmitter.model(step, timed, homes));
        if (homes.further().isEmpty()) {
            vectors(step, homes.self(), step.kernels()).ifPresent(files::add);
        }
        homes.further().parallelStream()
                .map(home -> emit(step, timed, homes, home))
                .toList()
                .forEach(files::addAll);
        return List.copyOf(files);
    }

    private static List<ClassFile> emit(StepClass step, Driver timed, Homes homes, Homes.Home home) {
        var files = new ArrayList<ClassFile>();
        files.add(BytecodeEmitter.kernels(step, timed, homes, home));
        vectors(step, home.owner(), home.kernels()).ifPresent(files::add);
        files.forEach(ClassFile::bytes);
        return files;
    }

    private static Optional<ClassFile> vectors(StepClass step, String home, List<KernelMethod> kernels) {
        List<KernelMethod> some = kernels.stream().filter(RehearsalCode::isFor).toList();
        String name = VectorEmitter.owner(home).replace('/', '.');
        return some.isEmpty()
                ? Optional.empty()
                : Optional.of(new ClassFile(name, () -> VectorEmitter.emit(step, home, some)));
    }
}
