// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Set;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;
import org.gradwright.compiler.text.GraphPrinter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A model built in Java and the same model in text are one graph. */
class ModelBuilderTest {
    @ParameterizedTest
    @MethodSource("names")
    void buildsTheGraphOfTheText(String name) throws URISyntaxException {
        Path file = Path.of(ModelBuilderTest.class
                .getResource("/language/networks/" + name + ".graph")
                .toURI());
        Graph text = Language.parse(file).graph();
        Graph built = Networks.ALL.get(name).get().build();
        assertThat(GraphPrinter.canonical(built)).isEqualTo(GraphPrinter.canonical(text));
    }

    @ParameterizedTest
    @MethodSource("names")
    void writesATextOfTheSameGraph(String name) {
        ModelBuilder builder = Networks.ALL.get(name).get();
        Graph again =
                Language.parse("again.graph", builder.text(), Options.NONE).graph();
        assertThat(GraphPrinter.canonical(again)).isEqualTo(GraphPrinter.canonical(builder.build()));
    }

    static Set<String> names() {
        return Networks.ALL.keySet();
    }
}
