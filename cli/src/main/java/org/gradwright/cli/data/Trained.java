// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.data;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.gradwright.cli.CommandException;
import org.gradwright.runtime.Safetensors;
import org.gradwright.runtime.SafetensorsReader;
import org.gradwright.runtime.data.Scaling;

/**
 * What new data have to go through as the data did that weights were trained with: it stands in the metadata of their file. A note
 * {@code scaling.x} has for each scaling of the input x two lists of numbers, offsets and factors, in hexadecimal floating point.
 *
 * @param seed that chose what was held out; absent in a file that no training has written
 * @param scalings of each input that is scaled, in the order of its right-hand side
 */
public record Trained(Optional<Long> seed, Map<String, List<Scaling>> scalings) {
    /** Nothing is known. */
    public static final Trained NOTHING = new Trained(Optional.empty(), Map.of());

    private static final String SEED = "seed";
    private static final String SCALING = "scaling.";

    /**
     * Reads it.
     *
     * @param weights the file
     * @throws org.gradwright.runtime.ModelFileException when the file cannot be read
     * @throws CommandException when a note is damaged
     */
    public static Trained read(Path weights) {
        try (SafetensorsReader reader = Safetensors.open(weights)) {
            return of(reader.metadata());
        } catch (IllegalArgumentException e) {
            throw new CommandException(
                    weights + ": its notes about the training data are damaged: take another one", e);
        }
    }

    private static Trained of(Map<String, String> notes) {
        var scalings = new TreeMap<String, List<Scaling>>();
        notes.forEach((key, text) -> {
            if (key.startsWith(SCALING)) {
                scalings.put(key.substring(SCALING.length()), scalings(text));
            }
        });
        return new Trained(Optional.ofNullable(notes.get(SEED)).map(Long::valueOf), scalings);
    }

    /** Scalings as notes for the metadata of a file with weights. */
    public static Map<String, String> notes(Map<String, List<Scaling>> scalings) {
        var notes = new LinkedHashMap<String, String>();
        scalings.forEach((input, list) ->
                notes.put(SCALING + input, list.stream().map(Trained::text).collect(Collectors.joining(";"))));
        return notes;
    }

    private static String text(Scaling scaling) {
        return text(scaling.offsets()) + "/" + text(scaling.factors());
    }

    private static String text(double[] numbers) {
        return DoubleStream.of(numbers).mapToObj(Double::toHexString).collect(Collectors.joining(" "));
    }

    private static List<Scaling> scalings(String text) {
        return Stream.of(text.split(";")).map(Trained::scaling).toList();
    }

    private static Scaling scaling(String text) {
        String[] parts = text.split("/");
        if (parts.length != 2) {
            throw new IllegalArgumentException(text);
        }
        return Scaling.of(numbers(parts[0]), numbers(parts[1]));
    }

    private static double[] numbers(String text) {
        return Stream.of(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }
}
