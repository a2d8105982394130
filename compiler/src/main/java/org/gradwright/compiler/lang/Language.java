// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.gradwright.compiler.lang.diagnostic.DiagnosticException;
import org.gradwright.compiler.lang.diagnostic.Diagnostics;
import org.gradwright.compiler.lang.diagnostic.SourceFile;
import org.gradwright.compiler.lang.header.DimensionNames;
import org.gradwright.compiler.lang.header.Includes;
import org.gradwright.compiler.lang.session.Enlargements;
import org.gradwright.compiler.lang.syntax.Parser;
import org.gradwright.compiler.lang.syntax.Sources;

/** From the text of a model to its graph. */
public final class Language {
    /** Calls and expressions may be nested deeper than the stack of a caller's thread may be. */
    private static final long STACK_BYTES = 256L << 20;

    private Language() {}

    /**
     * Reads a model file as it stands.
     *
     * @throws DiagnosticException with everything that is wrong with it
     */
    public static Model parse(Path file) {
        return parse(file, Options.NONE);
    }

    /**
     * Reads a model file.
     *
     * @throws DiagnosticException with everything that is wrong with it
     */
    public static Model parse(Path file, Options options) {
        String name = file.getFileName() == null
                ? file.toString()
                : file.getFileName().toString();
        return parse(file, name, options);
    }

    /**
     * Reads a model file.
     *
     * @param name how messages call it
     * @throws DiagnosticException with everything that is wrong with it
     */
    public static Model parse(Path file, String name, Options options) {
        Diagnostics diagnostics = new Diagnostics();
        Optional<SourceFile> source = Sources.read(file, name, diagnostics);
        diagnostics.throwIfErrors();
        return elaborate(source.orElseThrow(), Optional.of(real(file)), options, diagnostics);
    }

    /**
     * Reads a model's text.
     *
     * @param name how messages call it
     * @throws DiagnosticException with everything that is wrong with it
     */
    public static Model parse(String name, String text, Options options) {
        return elaborate(new SourceFile(name, text), Optional.empty(), options, new Diagnostics());
    }

    /**
     * The names of the dimensions of a model file, of which a caller may fix some. A file that is wrong has those that can
     * be read.
     *
     * @param name how messages call it
     */
    public static Set<String> dimensions(Path file, String name, Options options) {
        Diagnostics unheard = new Diagnostics();
        return onDeepStack(() -> Sources.read(file, name, unheard)
                .map(text -> Parser.parse(text, unheard))
                .map(tree -> new Includes(Optional.of(real(file)), options.root(), unheard).expand(tree))
                .map(DimensionNames::of)
                .orElse(Set.of()));
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath();
        }
    }

    private static Model elaborate(SourceFile source, Optional<Path> path, Options options, Diagnostics diagnostics) {
        return onDeepStack(() -> {
            var reader = new ModelReader(path, options, Enlargements.refused(), diagnostics);
            reader.read(source);
            options.outputs().forEach((output, expression) -> reader.read(output(output, expression)));
            return reader.finish(source);
        });
    }

    /** The line that a caller adds; messages call it after the output. */
    private static SourceFile output(String name, String expression) {
        return new SourceFile("output " + name, "output " + name + " = " + expression.replaceAll("\\R", " ") + "\n");
    }

    /** Does something that may need more stack than the caller's thread has. */
    static <T> T onDeepStack(Supplier<T> action) {
        var result = new AtomicReference<T>();
        var failure = new AtomicReference<RuntimeException>();
        Runnable work = () -> {
            try {
                result.set(action.get());
            } catch (RuntimeException e) {
                failure.set(e);
            }
        };
        join(new Thread(null, work, "elaborate", STACK_BYTES));
        if (failure.get() != null) {
            throw failure.get();
        }
        return result.get();
    }

    private static void join(Thread thread) {
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
