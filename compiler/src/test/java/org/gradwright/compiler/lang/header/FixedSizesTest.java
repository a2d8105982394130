// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;
import org.gradwright.compiler.lang.diagnostic.DiagnosticException;
import org.junit.jupiter.api.Test;

/** What {@code --dim NAME=SIZE} does, and to which names. */
class FixedSizesTest {
    private static final String SEQUENCE = """
            gradwright 1
            const width = 8
            dim time where time <= 16
            input x : real[batch, time, width]
            output y = sum(x)
            """;

    private static Graph fix(String model, String name, long size) {
        return Language.parse("m.graph", model, Options.NONE.withSize(name, size))
                .graph();
    }

    private static void refuses(String model, String name, long size, String... words) {
        assertThatThrownBy(() -> fix(model, name, size))
                .isInstanceOf(DiagnosticException.class)
                .message()
                .contains(words);
    }

    @Test
    void fixesWhatInputsNameAndWhatALineDeclares() {
        assertThat(fix(SEQUENCE, "batch", 3).inputs().get(0).type()).hasToString("real[3, time, 8]");
        assertThat(fix(SEQUENCE, "time", 5).inputs().get(0).type()).hasToString("real[batch, 5, 8]");
    }

    @Test
    void refusesANameThatNoDimensionHas() {
        refuses(
                SEQUENCE,
                "bach",
                3,
                "--dim:1:1: error[G0301]: no dimension is named `bach`",
                "bach=3",
                "did you mean `batch`?",
                "the model has time, batch");
        refuses("gradwright 1\ninput x : real[3]\noutput y = sum(x)\n", "n", 3, "the model has none");
        refuses(SEQUENCE, "y", 3, "no dimension is named `y`");
        refuses(SEQUENCE, "\uD83D\uDE00\u0007", 3, "no dimension is named");
    }

    @Test
    void sendsAConstantToItsOwnOption() {
        refuses(SEQUENCE, "width", 4, "`width` is a constant, not a free size", "--const width=4");
    }

    @Test
    void refusesNumbersThatAreNoSizes() {
        refuses(SEQUENCE, "batch", 0, "0 is no size", "a size is a whole number from 1 to");
        refuses(SEQUENCE, "batch", 1L << 40, "1099511627776 is no size");
    }

    @Test
    void knowsTheNamesOfAModelThatNeedsOneFixed() {
        String model = """
                gradwright 1
                param W : real[n, 2] = zeros
                input x : real[batch, n]
                output y = x @ W
                """;
        assertThat(fix(model, "n", 4).dims()).hasSize(1);
        refuses(model, "m", 4, "nothing is named `n`", "no dimension is named `m`", "the model has n, batch");
    }

    @Test
    void saysNothingOfNamesWhereTheTextIsBroken() {
        assertThatThrownBy(() -> fix("gradwright 1\ninput x : real[batch,,2]\n", "batch", 3))
                .message()
                .doesNotContain("no dimension");
    }
}
