// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwright.runtime.ModelDescription.Kind;
import org.gradwright.runtime.ModelDescription.Variable;
import org.gradwright.runtime.SafetensorsReader.Entry;

/**
 * A model's state as a safetensors file. Parameters and states stand under their paths, optimiser state under
 * {@code optimiser/} and its path; the metadata holds graph, precision, steps and seed, and of a model with several train lines
 * those of each as {@code steps.LABEL}.
 */
final class StateFile {
    static final String OPTIMISER = "optimiser/";

    private static final int FAULTS_SHOWN = 5;

    private final Path file;
    private final SafetensorsReader reader;
    private final ModelDescription description;

    private StateFile(Path file, SafetensorsReader reader, ModelDescription description) {
        this.file = file;
        this.reader = reader;
        this.description = description;
    }

    private static String name(Variable variable) {
        return (variable.kind() == Kind.OPTIMISER ? OPTIMISER : "") + variable.path();
    }

    static void save(TrainingStep model, Path file, Map<String, String> notes) {
        Map<String, String> metadata = metadata(model);
        notes.forEach((key, text) -> {
            if (key.equals(Checksum.KEY) || metadata.put(key, text) != null) {
                throw new IllegalArgumentException("a note is called " + key + ", as an entry of the file itself is");
            }
        });
        Object reals = model.reals();
        List<Safetensors.Tensor> tensors = model.description().variables().stream()
                .map(v -> new Safetensors.Tensor(name(v), v.shape(), reals, v.offset()))
                .toList();
        Safetensors.write(file, metadata, tensors);
    }

    private static Map<String, String> metadata(TrainingStep model) {
        Map<String, String> metadata = new HashMap<>();
        metadata.put("gradwright", "1");
        metadata.put("graph", model.description().graph());
        metadata.put("precision", model.description().precision().text());
        metadata.put("steps", Long.toString(model.steps()));
        List<String> lines = model.description().steps();
        for (int i = 0; lines.size() > 1 && i < lines.size(); i++) {
            metadata.put("steps." + lines.get(i), Long.toString(model.counts().ofLine(i)));
        }
        metadata.put("seed", Long.toString(model.seed()));
        return metadata;
    }

    static void restore(TrainingStep model, Path file) {
        try (SafetensorsReader reader = Safetensors.open(file)) {
            StateFile state = new StateFile(file, reader, model.description());
            state.text(Checksum.KEY);
            state.requireGraph();
            long seed = state.number("seed");
            StepCounts steps = state.steps();
            Map<Variable, Object> values = state.values(description(model), reader.entries());
            values.forEach(
                    (variable, numbers) -> model.parameter(variable.path()).assign(numbers));
            model.resume(seed, steps);
        }
    }

    static void restoreParameters(TrainingStep model, Path file, boolean averaged) {
        try (SafetensorsReader reader = Safetensors.open(file)) {
            StateFile state = new StateFile(file, reader, model.description());
            List<Variable> weights = description(model).stream()
                    .filter(v -> v.kind() != Kind.OPTIMISER)
                    .toList();
            Map<String, Entry> entries = new LinkedHashMap<>(reader.entries());
            entries.keySet().removeIf(name -> name.startsWith(OPTIMISER));
            Map<Variable, Object> values = state.values(weights, entries);
            if (averaged) {
                Map<String, String> averages =
                        Averages.byParameter(reader.entries().keySet());
                values.replaceAll((variable, value) -> state.average(variable, value, averages));
            }
            model.variables().stream().filter(v -> v.kind() == Kind.OPTIMISER).forEach(v -> v.initialise(model.seed()));
            values.forEach(
                    (variable, numbers) -> model.parameter(variable.path()).assign(numbers));
            model.resume(model.seed(), new StepCounts(model.counts().lines()));
        }
    }

    private static List<Variable> description(TrainingStep model) {
        return model.description().variables();
    }

    private void requireGraph() {
        String graph = text("graph");
        if (!graph.equals(description.graph())) {
            throw new ModelFileException(
                    file,
                    "it is of the graph " + graph + ", not " + description.graph()
                            + ": restoreParameters takes the weights of another graph");
        }
    }

    private String text(String key) {
        String text = reader.metadata().get(key);
        if (text == null) {
            throw new ModelFileException(
                    file, "its metadata lacks " + key + ": restoreParameters takes weights from any safetensors file");
        }
        return text;
    }

    private long number(String key) {
        try {
            return Long.parseLong(text(key));
        } catch (NumberFormatException e) {
            throw new ModelFileException(file, key + " in its metadata is no whole number: save it again", e);
        }
    }

    private StepCounts steps() {
        List<String> lines = description.steps();
        StepCounts counts = new StepCounts(lines.size());
        for (int i = 0; i < counts.lines(); i++) {
            counts.set(i, steps(lines.size() > 1 ? "steps." + lines.get(i) : "steps"));
        }
        return counts;
    }

    private long steps(String key) {
        long steps = number(key);
        if (steps < 0) {
            throw new ModelFileException(file, key + " in its metadata is " + steps + ": save it again");
        }
        return steps;
    }

    /** All values, read before anything of the model is changed. */
    private Map<Variable, Object> values(List<Variable> variables, Map<String, Entry> entries) {
        requireFit(variables, entries);
        reader.verify();
        Map<Variable, Object> values = new LinkedHashMap<>();
        variables.forEach(variable -> values.put(variable, reader.read(name(variable))));
        return values;
    }

    /** A variable's average where the file has one, else its value. */
    private Object average(Variable variable, Object value, Map<String, String> averages) {
        return Optional.ofNullable(averages.get(OPTIMISER + variable.path()))
                .filter(name -> isReal(reader.entries().get(name))
                        && reader.entries().get(name).shape().equals(variable.shape()))
                .map(reader::read)
                .filter(average -> Averages.hasBegun(average, 0, (int) variable.size()))
                .orElse(value);
    }

    private void requireFit(List<Variable> variables, Map<String, Entry> entries) {
        Map<String, Entry> unexpected = new LinkedHashMap<>(entries);
        List<String> faults = new ArrayList<>();
        for (Variable variable : variables) {
            String name = name(variable);
            fault(name, variable, unexpected.remove(name), faults);
        }
        unexpected.keySet().forEach(name -> faults.add(name + " is unexpected"));
        if (!faults.isEmpty()) {
            throw new ModelFileException(
                    file,
                    "it does not fit " + description.graph() + ": " + shown(faults)
                            + "; it needs a file saved by this graph");
        }
    }

    private static void fault(String name, Variable variable, Entry entry, List<String> faults) {
        if (entry == null) {
            faults.add(name + " is missing");
        } else if (!entry.shape().equals(variable.shape())) {
            faults.add(
                    name + " has the shape " + Shapes.print(entry.shape()) + ", not " + Shapes.print(variable.shape()));
        } else if (!isReal(entry)) {
            faults.add(name + " is " + entry.type() + ", neither F32 nor F64");
        }
    }

    private static boolean isReal(Entry entry) {
        return entry.type() == Safetensors.DType.F32 || entry.type() == Safetensors.DType.F64;
    }

    private static String shown(List<String> faults) {
        int more = faults.size() - FAULTS_SHOWN;
        String first = String.join(", ", faults.subList(0, Math.min(FAULTS_SHOWN, faults.size())));
        return more > 0 ? first + " and " + more + " more" : first;
    }
}
