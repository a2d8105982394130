// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.gradwright.compiler.graph.Tensor;
import org.junit.jupiter.api.Test;

/** What is written is read again; what is damaged is refused in one sentence. */
class OnnxReaderTest {
    private static OnnxModel model() {
        var dims = Optional.of(List.of(ValueInfo.Dimension.named("n"), ValueInfo.Dimension.of(2)));
        Map<String, Attribute> attributes = Map.of(
                "alpha", new Attribute.Real(0.5f),
                "axis", new Attribute.Whole(-1),
                "mode", new Attribute.Text("same"),
                "pads", new Attribute.Wholes(List.of(0L, 1L)));
        var node = new OnnxNode("a", "Any", "", List.of("x", "", "w"), List.of("y"), attributes);
        var table = new OnnxTensor("w", ElementType.INT64, new Tensor(new int[] {2}, new double[] {-1, 1L << 40}));
        var graph = new OnnxGraph(
                "g",
                List.of(node),
                List.of(table),
                List.of(new ValueInfo("x", ElementType.FLOAT, dims)),
                List.of(new ValueInfo("y", ElementType.BOOL, dims)));
        return new OnnxModel(8, Map.of("", 17L), graph);
    }

    @Test
    void aModelIsReadAsItWasWritten() {
        assertThat(OnnxReader.model(OnnxWriter.bytes(model()))).isEqualTo(model());
    }

    /** Cut anywhere, or with any byte changed, a file is read or refused, and nothing else happens. */
    @Test
    void aDamagedFileIsRefused() {
        byte[] bytes = OnnxWriter.bytes(model());
        for (int length = 0; length < bytes.length; length++) {
            readOrRefuse(Arrays.copyOf(bytes, length));
        }
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = bytes.clone();
            changed[random.nextInt(bytes.length)] = (byte) random.nextInt();
            readOrRefuse(changed);
        }
    }

    private static void readOrRefuse(byte[] bytes) {
        try {
            assertThat(OnnxReader.model(bytes)).isNotNull();
        } catch (OnnxException e) {
            assertThat(e.getMessage()).isNotEmpty().doesNotContain("\n");
        }
    }

    @Test
    void aTensorThatClaimsMoreThanItHoldsIsRefused() {
        byte[] huge = {8, -1, -1, -1, -1, 7, 16, 1}; // one axis of 2^31 - 1, floats, no data
        assertThatThrownBy(() -> OnnxReader.tensor(huge)).isInstanceOf(OnnxException.class);
    }

    @Test
    void halvesHaveTheirValues() {
        assertThat(Halves.value(ElementType.FLOAT16, 0x3C00)).isEqualTo(1);
        assertThat(Halves.value(ElementType.FLOAT16, 0xC000)).isEqualTo(-2);
        assertThat(Halves.value(ElementType.FLOAT16, 1)).isEqualTo(Math.scalb(1.0, -24));
        assertThat(Halves.value(ElementType.FLOAT16, 0x7C00)).isInfinite();
        assertThat(Halves.value(ElementType.BFLOAT16, 0x3F80)).isEqualTo(1);
    }
}
