// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.gradwright.compiler.lang.diagnostic.Explanations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gradwright explain}: the long story of an error. */
@Command(
        name = "explain",
        description = "Explains an error by its code, with a wrong example and a right one.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CODE", description = "as messages show it, such as G0209")
    private String code;

    @Override
    public Integer call() {
        var explanations = Explanations.load();
        String story = explanations
                .of(code.toUpperCase(Locale.ROOT))
                .orElseThrow(() -> new CommandException(
                        "there is no error " + code + "; the codes are " + String.join(", ", explanations.codes())));
        spec.commandLine().getOut().print(story);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
