// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.gradwright.runtime.Safetensors.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StateFileTest {
    private static final double[] X = {-1, 0, 1, 2};
    private static final double[] Y = {-1, 1, 3, 5};

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("m.safetensors");
    }

    private static LineModel trained(Precision precision, int steps) {
        LineModel model = new LineModel(precision, 3);
        for (int i = 0; i < steps; i++) {
            model.step(X, Y);
        }
        return model;
    }

    private static List<Double> values(LineModel model) {
        return model.variables().stream().map(v -> v.get(0)).toList();
    }

    /** The saved file again, with other metadata or tensors; the checksum is right. */
    private void rewrite(UnaryOperator<Map<String, String>> metadata, UnaryOperator<List<Tensor>> tensors) {
        Map<String, String> texts;
        List<Tensor> saved = new ArrayList<>();
        try (SafetensorsReader reader = Safetensors.open(file)) {
            texts = new HashMap<>(reader.metadata());
            reader.entries().forEach((name, entry) -> saved.add(new Tensor(name, entry.shape(), reader.read(name), 0)));
        }
        Safetensors.write(file, metadata.apply(texts), tensors.apply(saved));
    }

    @Test
    void carriesNotesOfTheCaller() {
        LineModel model = trained(Precision.F32, 3);
        model.save(file, Map.of("epoch", "7"));
        try (SafetensorsReader reader = Safetensors.open(file)) {
            assertThat(reader.metadata()).containsEntry("epoch", "7").containsEntry("steps", "3");
        }
        LineModel other = new LineModel(Precision.F32, 1);
        other.restore(file);
        assertThat(values(other)).isEqualTo(values(model));
        for (String taken : List.of("steps", "crc32c")) {
            assertThatThrownBy(() -> model.save(file, Map.of(taken, "9")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("a note is called " + taken);
        }
    }

    private void refused(String fault) {
        try (LineModel model = trained(Precision.F64, 2)) {
            List<Double> before = values(model);
            assertThatThrownBy(() -> model.restore(file))
                    .isInstanceOf(ModelFileException.class)
                    .hasMessage(file + ": " + fault);
            assertThat(values(model)).isEqualTo(before);
            assertThat(model.steps()).isEqualTo(2);
            assertThat(model.seed()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void trainingGoesOnAsIfNeverInterrupted(Precision precision) {
        try (LineModel model = trained(precision, 3);
                LineModel resumed = new LineModel(precision, 99)) {
            model.save(file);
            resumed.restore(file);
            assertThat(values(resumed)).isEqualTo(values(model));
            assertThat(resumed.steps()).isEqualTo(3);
            assertThat(resumed.seed()).isEqualTo(3);
            for (int i = 0; i < 5; i++) {
                assertThat(resumed.key(1)).isEqualTo(model.key(1));
                assertThat(resumed.step(X, Y)).isEqualTo(model.step(X, Y));
            }
        }
    }

    @Test
    void theFileNamesWhatItHolds() {
        try (LineModel model = trained(Precision.F32, 3)) {
            model.save(file);
        }
        try (SafetensorsReader reader = Safetensors.open(file)) {
            assertThat(reader.entries()).containsOnlyKeys("w", "b", "seen", "optimiser/w.m", "optimiser/b.m");
            assertThat(reader.metadata())
                    .containsEntry("gradwright", "1")
                    .containsEntry("graph", "Line")
                    .containsEntry("precision", "f32")
                    .containsEntry("steps", "3")
                    .containsEntry("seed", "3");
        }
    }

    @Test
    void precisionsAreConverted() {
        try (LineModel narrow = trained(Precision.F32, 3);
                LineModel wide = new LineModel(Precision.F64, 1);
                LineModel again = new LineModel(Precision.F32, 1)) {
            narrow.save(file);
            wide.restore(file);
            assertThat(values(wide)).isEqualTo(values(narrow));
            wide.parameter("w").set(0, 0.1);
            wide.save(file);
            again.restore(file);
            assertThat(again.parameter("w").get(0)).isEqualTo(0.1f);
        }
    }

    @Test
    void weightsAloneBeginAFreshTraining() {
        try (LineModel model = trained(Precision.F64, 3);
                LineModel fresh = trained(Precision.F64, 2)) {
            model.save(file);
            fresh.restoreParameters(file);
            assertThat(fresh.steps()).isZero();
            assertThat(fresh.parameter("w").get(0))
                    .isEqualTo(model.parameter("w").get(0));
            assertThat(fresh.parameter("seen").get(0)).isEqualTo(12);
            assertThat(fresh.parameter("w.m").get(0)).isZero();
            assertThat(fresh.parameter("b.m").get(0)).isZero();
        }
    }

    @Test
    void weightsMayComeFromAnyTool() {
        Safetensors.write(
                file,
                Map.of("format", "pt"),
                List.of(
                        new Tensor("w", List.of(), new float[] {0.5f}, 0),
                        new Tensor("b", List.of(), new double[] {0.25}, 0),
                        new Tensor("seen", List.of(), new float[] {7}, 0)));
        try (LineModel model = trained(Precision.F64, 2)) {
            model.restoreParameters(file);
            assertThat(values(model)).containsExactly(0.5, 0.25, 7.0, 0.0, 0.0);
        }
        refused("its metadata lacks graph: restoreParameters takes weights from any safetensors file");
    }

    @Test
    void namesShapesAndTypesMustFit() {
        trained(Precision.F64, 1).save(file);
        rewrite(UnaryOperator.identity(), saved -> {
            saved.removeIf(tensor -> tensor.name().equals("b"));
            saved.removeIf(tensor -> tensor.name().equals("w"));
            saved.removeIf(tensor -> tensor.name().equals("optimiser/w.m"));
            saved.add(new Tensor("w", List.of(1), new float[1], 0));
            saved.add(new Tensor("optimiser/w.m", List.of(), new int[1], 0));
            saved.add(new Tensor("w2", List.of(), new float[1], 0));
            return saved;
        });
        refused("it does not fit Line: w has the shape [1], not [], b is missing,"
                + " optimiser/w.m is I32, neither F32 nor F64, w2 is unexpected; it needs a file saved by this graph");
    }

    @Test
    void manyFaultsAreCounted() {
        Safetensors.write(
                file,
                Map.of("graph", "Line", "steps", "0", "seed", "0"),
                List.of(new Tensor("v", List.of(), new float[1], 0), new Tensor("u", List.of(), new float[1], 0)));
        refused("it does not fit Line: w is missing, b is missing, seen is missing, optimiser/w.m is missing,"
                + " optimiser/b.m is missing and 2 more; it needs a file saved by this graph");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "graph | Other | it is of the graph Other, not Line: restoreParameters takes the weights of another graph",
                "steps | three | steps in its metadata is no whole number: save it again",
                "steps | -3    | steps in its metadata is -3: save it again",
                "seed  | 1.5   | seed in its metadata is no whole number: save it again",
            })
    void metadataMustFit(String key, String value, String fault) {
        trained(Precision.F64, 1).save(file);
        rewrite(
                metadata -> {
                    metadata.put(key, value);
                    return metadata;
                },
                UnaryOperator.identity());
        refused(fault);
    }

    @Test
    void aDamagedNumberIsNoticed() throws IOException {
        trained(Precision.F64, 1).save(file);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        try (LineModel model = trained(Precision.F64, 2)) {
            List<Double> before = values(model);
            assertThatThrownBy(() -> model.restore(file)).hasMessageContaining("its checksum is ");
            assertThatThrownBy(() -> model.restoreParameters(file)).hasMessageContaining("its checksum is ");
            assertThat(values(model)).isEqualTo(before);
        }
    }

    @Test
    void aFlippedBitInAnyByteIsNoticed() throws IOException {
        trained(Precision.F64, 1).save(file);
        byte[] sound = Files.readAllBytes(file);
        try (LineModel model = trained(Precision.F64, 2)) {
            List<Double> before = values(model);
            for (int at = 0; at < sound.length; at++) {
                byte[] damaged = sound.clone();
                damaged[at] ^= (byte) (1 << at % 8);
                Files.write(file, damaged);
                assertThatThrownBy(() -> model.restore(file)).as("byte %s", at).isInstanceOf(ModelFileException.class);
            }
            assertThat(values(model)).isEqualTo(before);
        }
    }

    @Test
    void savingReplacesAnOlderFile() throws IOException {
        try (LineModel model = trained(Precision.F64, 1)) {
            model.save(file);
            model.step(X, Y);
            model.save(file);
            try (LineModel other = new LineModel(Precision.F64, 1)) {
                other.restore(file);
                assertThat(other.steps()).isEqualTo(2);
            }
        }
        try (var left = Files.list(folder)) {
            assertThat(left).hasSize(1);
        }
    }
}
