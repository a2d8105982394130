// SPDX-License-Identifier: Apache-2.0
package org.gradwright.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gradwright.compiler.graph.Tensor;

/** A case: a question and what is expected. */
record ReferenceCase(JsonNode json) {
    /** What an answer may be off by. */
    record Tolerance(double relative, double absolute) {}

    /** All cases of a folder of the resources, sorted by name. */
    static List<ReferenceCase> all(String folder) {
        try (Stream<Path> files =
                Files.list(Path.of(ReferenceCase.class.getResource(folder).toURI()))) {
            return files.filter(f -> f.toString().endsWith(".json"))
                    .sorted()
                    .map(ReferenceCase::read)
                    .toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ReferenceCase read(Path file) {
        try {
            return new ReferenceCase(new ObjectMapper().readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    Question question() {
        return Question.of(json);
    }

    Tolerance tolerance() {
        JsonNode own = json.get("tolerance");
        return new Tolerance(own.get("rtol").doubleValue(), own.get("atol").doubleValue());
    }

    Tolerance singleTolerance() {
        return new Tolerance(2e-4, tolerance().absolute() == 0 ? 0 : 1e-5);
    }

    /** What is wrong with an answer, one line each. */
    List<String> faults(JsonNode answer, Tolerance tolerance) {
        var faults = new ArrayList<String>();
        compare(json.get("expected"), answer, tolerance, "", faults);
        return faults;
    }

    private void compare(JsonNode want, JsonNode got, Tolerance tolerance, String path, List<String> faults) {
        if (got.isMissingNode()) {
            faults.add(path + " is missing");
        } else if (want.isObject() && !want.has("data")) {
            want.properties()
                    .forEach(e ->
                            compare(e.getValue(), got.path(e.getKey()), tolerance, path + "/" + e.getKey(), faults));
        } else {
            compare(tensor(want, path), tensor(got, path), tolerance, path, faults);
        }
    }

    /** A tensor, a list of numbers or a number. */
    private static Tensor tensor(JsonNode json, String path) {
        if (json.isObject()) {
            return TensorJson.read(json, path);
        }
        if (!json.isArray()) {
            return Tensor.scalar(json.doubleValue());
        }
        double[] data =
                Question.list(json).stream().mapToDouble(JsonNode::doubleValue).toArray();
        return new Tensor(new int[] {data.length}, data);
    }

    private void compare(Tensor want, Tensor got, Tolerance tolerance, String path, List<String> faults) {
        if (!java.util.Arrays.equals(want.shape(), got.shape())) {
            faults.add(path + " is " + got + ", expected " + want);
            return;
        }
        double largest = java.util.Arrays.stream(want.data())
                .map(Math::abs)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        JsonNode bounds = json.path("subgradient_bounds").path(path.replaceFirst("^/gradients/", ""));
        for (int i = 0; i < want.data().length; i++) {
            double expected = want.data()[i];
            double off = off(got.data()[i], expected, bounds, i);
            double allowed = tolerance.absolute() + tolerance.relative() * Math.max(Math.abs(expected), 0.01 * largest);
            if (!(off <= allowed)) {
                faults.add(path + " element " + i + " is " + got.data()[i] + ", expected " + expected);
            }
        }
    }

    /** How far a value is from the expected one or from the nearest bound; NaN where one of them is not a number. */
    private static double off(double value, double expected, JsonNode bounds, int index) {
        if (Double.compare(value, expected) == 0) {
            return 0;
        }
        if (bounds.isMissingNode()) {
            return Double.isFinite(expected) ? Math.abs(value - expected) : Double.NaN;
        }
        double low = bounds.get("lo").get("data").get(index).doubleValue();
        double high = bounds.get("hi").get("data").get(index).doubleValue();
        return Math.max(0, Math.max(low - value, value - high));
    }

    @Override
    public String toString() {
        return json.get("name").asText();
    }
}
