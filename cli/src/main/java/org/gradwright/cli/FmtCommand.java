// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.gradwright.compiler.lang.diagnostic.DiagnosticException;
import org.gradwright.compiler.lang.diagnostic.Diagnostics;
import org.gradwright.compiler.lang.diagnostic.SourceFile;
import org.gradwright.compiler.lang.format.Formatter;
import org.gradwright.compiler.lang.syntax.Sources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gradwright fmt}: brings model files into the canonical form. */
@Command(name = "fmt", description = "Brings model files into the canonical form.", mixinStandardHelpOptions = true)
final class FmtCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", arity = "1..*", description = "the model files")
    private List<Path> files;

    @Option(names = "--check", description = "write nothing; name the files that are not in the form and exit with 1")
    private boolean check;

    @Override
    public Integer call() {
        int exit = 0;
        for (Path file : files) {
            exit = Math.max(exit, format(file));
        }
        spec.commandLine().getOut().flush();
        return exit;
    }

    /** One faulty file does not keep the others from being formatted. */
    private int format(Path file) {
        try {
            SourceFile source = read(file);
            String formatted = Formatter.format(source);
            return formatted.equals(source.text()) ? 0 : differs(file, formatted);
        } catch (DiagnosticException e) {
            spec.commandLine().getErr().println(Legible.of(e.getMessage()));
            return 1;
        }
    }

    private int differs(Path file, String formatted) {
        spec.commandLine().getOut().println(check ? file + ": not in the canonical form" : "formatted " + file);
        if (check) {
            return 1;
        }
        AtomicOutput.write(file, formatted);
        return 0;
    }

    private static SourceFile read(Path file) {
        var diagnostics = new Diagnostics();
        var source = Sources.read(file, file.toString(), diagnostics);
        diagnostics.throwIfErrors();
        return source.orElseThrow();
    }
}
