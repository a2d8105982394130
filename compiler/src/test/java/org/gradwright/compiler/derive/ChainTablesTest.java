// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;
import org.gradwright.compiler.notation.Document.Table;
import org.gradwright.compiler.notation.TextDocument;
import org.junit.jupiter.api.Test;

class ChainTablesTest {
    private static final int FACTORS = 0;

    static Derivation perceptron(int layers) {
        var text = new StringBuilder("gradwright 1\ninput x : real[batch, 3]\nh0 = x\n");
        for (int i = 1; i <= layers; i++) {
            text.append("h" + i + " = dense(h" + (i - 1) + ", 3, activation = tanh)\n");
        }
        text.append("loss = mean(square(h" + layers + "))\ntrain loss with sgd(0.1)\n");
        return DerivationTest.derivation(
                Language.parse("deep.graph", text.toString(), Options.NONE).graph());
    }

    private static List<Integer> rows(Derivation derivation) {
        return DerivationPage.of(derivation, Map.of()).blocks().stream()
                .filter(block -> block instanceof Table table
                        && table.heads().get(FACTORS).equals("factor"))
                .map(block -> ((Table) block).rows().size())
                .toList();
    }

    @Test
    void shortChainsAreWrittenInFull() {
        assertThat(rows(perceptron(3))).containsExactly(7, 7, 5, 5, 3, 3);
    }

    @Test
    void tablesOfADeepNetworkGrowWithItsDepth() {
        Derivation deep = perceptron(20);
        List<Integer> rows = rows(deep);
        assertThat(rows.get(0)).isEqualTo(41);
        assertThat(rows.subList(1, 28)).allMatch(n -> n <= 2);
        assertThat(rows).hasSize(40).last().isEqualTo(3);
        assertThat(new TextDocument().write(DerivationPage.of(deep, Map.of())))
                .contains("Those of ∂loss/∂W_h1 down to ∂h₁₀/∂z₁₀, and then:");
    }
}
