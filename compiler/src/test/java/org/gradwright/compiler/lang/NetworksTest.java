// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.gradwright.compiler.graph.Graph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole networks: how many parameters they have, and how these are called. */
class NetworksTest {
    @ParameterizedTest
    @CsvSource({
        "char_lstm, 349569",
        "char_transformer, 818176",
        "gan, 550929",
        "fine_tune, 134794",
        "maml, 1761",
        "mnist, 669706",
        "seed000_sigmoid_mlp, 847",
        "seed001_binary_classifier, 43",
        "seed002_affine_softmax, 15",
        "seed003_two_branch, 14720",
        "seed004_chain_w1, 8",
        "seed004_relu13, 13",
        "tied_autoencoder, 51024",
        "w2_relu_1221, 13",
        "w3_binary, 177",
        "w4_two_branch, 14922",
        "w5_mlp, 669706",
        "w7_char_transformer, 421632"
    })
    void hasSoManyParameters(String network, long parameters) {
        Model model = Cases.network(network);

        long count = model.graph().parameters().stream()
                .mapToLong(p -> p.shape().count().known())
                .sum();
        assertThat(count).isEqualTo(parameters);
        assertThat(model.graph().trainings()).hasSize(network.equals("gan") ? 2 : 1);
        assertThat(model.warnings()).isEmpty();
    }

    @Test
    void namesParametersAfterStatementsAndIterations() {
        assertThat(paths("mnist")).containsExactly("h1.W", "h1.b", "h2.W", "h2.b", "logits.W", "logits.b");
        assertThat(paths("tied_autoencoder")).containsExactly("code.W", "code.b", "picture.b");
        assertThat(paths("maml")).containsExactly("net.h1.W", "net.h1.b", "net.h2.W", "net.h2.b", "net.W", "net.b");
        assertThat(paths("w3_binary")).containsExactly("h[0].W", "h[0].b", "h[1].W", "h[1].b", "z.W", "z.b");
        assertThat(paths("w7_char_transformer")).contains("h[1].att.qkv.W", "h[1].n2.gamma", "h[0].down.b");
    }

    private static List<String> paths(String network) {
        return Cases.network(network).graph().parameters().stream()
                .map(p -> Graph.variable(p).path())
                .collect(Collectors.toList());
    }
}
