// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gradwright completion}: a script with which a shell completes commands, options and files. */
@Command(
        name = "completion",
        description = "Prints what makes a shell complete commands and options: source <(gradwright completion bash)",
        mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "bash|zsh", description = "the shell")
    private Shell shell;

    private enum Shell {
        BASH(""),
        ZSH("autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n");

        private final String preparation;

        Shell(String preparation) {
            this.preparation = preparation;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() {
        var root = spec.root();
        var out = spec.commandLine().getOut();
        out.print(shell.preparation + AutoComplete.bash(root.name(), root.commandLine()));
        out.flush();
        return 0;
    }
}
