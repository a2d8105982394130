// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.gradwright.compiler.graph.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @TempDir
    private Path folder;

    /** A model with one table whose two floats lie in another file. */
    private Path outside(String location, String offset) throws IOException {
        byte[] tensor = message(out -> {
            out.writeInt64(1, 2);
            out.writeInt32(2, 1);
            out.writeString(8, "w");
            out.writeByteArray(13, entry("location", location));
            out.writeByteArray(13, entry("offset", offset));
            out.writeInt32(14, 1);
        });
        byte[] graph = message(out -> out.writeByteArray(5, tensor));
        Path inner = Files.createDirectories(folder.resolve("model"));
        return Files.write(inner.resolve("net.onnx"), message(out -> out.writeByteArray(7, graph)));
    }

    private interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    private static byte[] message(Fields fields) throws IOException {
        var bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        fields.write(out);
        out.flush();
        return bytes.toByteArray();
    }

    private static byte[] entry(String key, String value) throws IOException {
        return message(out -> {
            out.writeString(1, key);
            out.writeString(2, value);
        });
    }

    @Test
    void dataMayLieInAFileBesideTheModel() throws IOException {
        Path model = outside("net.data", "4");
        byte[] floats = {9, 9, 9, 9, 0, 0, -128, 63, 0, 0, 0, 64};
        Files.write(model.resolveSibling("net.data"), floats);
        OnnxTensor table = OnnxReader.read(model).graph().initializers().get(0);
        assertThat(table.value().data()).containsExactly(1, 2);
    }

    @Test
    void dataMayNotLieElsewhere() throws IOException {
        Files.write(folder.resolve("secret"), new byte[64]);
        for (String location : List.of("../secret", folder.resolve("secret").toString(), "", "none", "\0")) {
            Path model = outside(location, "0");
            assertThatThrownBy(() -> OnnxReader.read(model))
                    .isInstanceOf(OnnxException.class)
                    .hasMessageStartingWith("tensor `w` lies in ");
        }
        Path model = outside("link", "0");
        Files.createSymbolicLink(model.resolveSibling("link"), folder.resolve("secret"));
        assertThatThrownBy(() -> OnnxReader.read(model)).hasMessageContaining("a link that leaves the model's folder");
        Path far = outside("net.data", "9999");
        Files.write(far.resolveSibling("net.data"), new byte[8]);
        assertThatThrownBy(() -> OnnxReader.read(far)).hasMessageContaining("beyond the end of net.data");
        byte[] alone = Files.readAllBytes(far);
        assertThatThrownBy(() -> OnnxReader.model(alone)).hasMessageContaining("read the model from its own file");
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
