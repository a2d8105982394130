// SPDX-License-Identifier: Apache-2.0
package org.gradwright.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.onnx.format.OnnxReader;
import org.gradwright.onnx.format.OnnxTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ONNX's own test vectors, through the compiled class. */
class OnnxCasesTest {
    static List<Path> cases() throws IOException, URISyntaxException {
        Path folder = Path.of(OnnxCasesTest.class.getResource("/onnx").toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isDirectory).sorted().toList();
        }
    }

    @Test
    void noCaseIsLost() throws IOException, URISyntaxException {
        assertThat(cases()).hasSizeGreaterThan(90);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void outputsAreAsExpected(Path folder) throws IOException {
        var outputs = new ArrayList<>(OnnxCase.read(folder).outputs().values());
        for (int i = 0; i < outputs.size(); i++) {
            Path file = folder.resolve("output_" + i + ".pb");
            compare(OnnxReader.tensor(Files.readAllBytes(file)), outputs.get(i));
        }
    }

    private static void compare(OnnxTensor expected, Tensor got) {
        double[] want = expected.value().data();
        boolean oneNumber = want.length == 1 && got.data().length == 1;
        if (!oneNumber) {
            assertThat(got.shape()).isEqualTo(expected.value().shape());
        }
        boolean real = expected.type().required("it") == Element.REAL;
        for (int i = 0; i < want.length; i++) {
            if (real && Double.isFinite(want[i])) {
                assertThat(got.data()[i]).isCloseTo(want[i], within(1e-7 + 1e-3 * Math.abs(want[i])));
            } else {
                assertThat(got.data()[i]).isEqualTo(want[i]);
            }
        }
    }
}
