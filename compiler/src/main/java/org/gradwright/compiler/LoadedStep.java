// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.gradwright.compiler.emit.bytecode.ClassFile;
import org.gradwright.runtime.TrainingStep;

/** A generated class in a class loader of its own, so that it goes away with its last instance. */
public final class LoadedStep {
    private final Class<? extends TrainingStep> type;

    private LoadedStep(Class<? extends TrainingStep> type) {
        this.type = type;
    }

    private static final class Loader extends ClassLoader {
        private final List<ClassFile> files;

        Loader(List<ClassFile> files) {
            super(TrainingStep.class.getClassLoader());
            this.files = files;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            for (ClassFile file : files) {
                if (name.equals(file.name())) {
                    return defineClass(name, file.bytes(), 0, file.bytes().length);
                }
            }
            throw new ClassNotFoundException(name);
        }
    }

    /** Defines the first class, and those that it needs beside it. */
    public static LoadedStep define(List<ClassFile> files) {
        ClassFile file = files.get(0);
        try {
            Class<?> loaded = Class.forName(file.name(), true, new Loader(files));
            return of(loaded);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the class just defined is not there: " + file.name(), e);
        }
    }

    /** A generated class that somebody else has loaded, for example from a jar. */
    public static LoadedStep of(Class<?> loaded) {
        return new LoadedStep(loaded.asSubclass(TrainingStep.class));
    }

    /** The class itself. */
    public Class<? extends TrainingStep> type() {
        return type;
    }

    /** A new model. @throws IllegalStateException when it cannot be created, with the reason */
    public TrainingStep create(long seed) {
        try {
            return (TrainingStep) type.getMethod("create", long.class).invoke(null, seed);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName() + " is not a generated class", e);
        }
    }
}
