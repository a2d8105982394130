// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.checkpoint;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.cli.CommandException;
import org.gradwright.cli.train.EpochResult;
import org.gradwright.cli.train.Means;
import org.gradwright.cli.train.Standing;
import org.gradwright.runtime.Safetensors;
import org.gradwright.runtime.SafetensorsReader;
import org.gradwright.runtime.TrainingStep;

/**
 * Where a training was, beside the state of its model: in one file with it, as notes in the metadata of the safetensors file that the
 * runtime writes whole or not at all. Numbers are written as hexadecimal floating point, which reads back to the same bits.
 *
 * @param batch examples in a step
 * @param seed that decides the order of the examples
 * @param data the {@link Fingerprint} of what is trained with
 * @param precision of the model
 */
public record Checkpoint(Standing standing, int batch, long seed, String data, String precision) {
    private static final String PREFIX = "training.";
    private static final String EPOCH = PREFIX + "epoch";
    private static final String HISTORY = PREFIX + "history.";

    /** The last epochs; with all, the header of a file would grow beyond what readers take. */
    private static final int MOST_EPOCHS = 10_000;

    /**
     * Writes it and the model's state.
     *
     * @param more notes
     * @throws org.gradwright.runtime.ModelFileException when it cannot be written
     */
    public void save(TrainingStep model, Path file, Map<String, String> more) {
        Map<String, String> notes = notes();
        notes.putAll(more);
        model.save(file, notes);
    }

    private Map<String, String> notes() {
        var notes = new LinkedHashMap<String, String>();
        notes.put(EPOCH, Integer.toString(standing.epoch()));
        notes.put(PREFIX + "step", Integer.toString(standing.step()));
        notes.put(PREFIX + "sums", Hex.text(standing.sums().values()));
        notes.put(PREFIX + "examples", Long.toString(standing.sums().examples()));
        notes.put(PREFIX + "seconds", Double.toHexString(standing.seconds()));
        notes.put(PREFIX + "batch", Integer.toString(batch));
        notes.put(PREFIX + "seed", Long.toString(seed));
        notes.put(PREFIX + "data", data);
        int epochs = standing.history().size();
        standing.history()
                .subList(Math.max(0, epochs - MOST_EPOCHS), epochs)
                .forEach(epoch -> notes.put(HISTORY + epoch.number(), EpochText.of(epoch)));
        return notes;
    }

    /**
     * Reads it. The model's state is restored from the same file.
     *
     * @throws org.gradwright.runtime.ModelFileException when the file is damaged
     * @throws CommandException when it is sound, but no checkpoint of a training
     */
    public static Checkpoint read(Path file) {
        try (SafetensorsReader reader = Safetensors.open(file)) {
            reader.verify();
            return new Notes(file, reader.metadata()).checkpoint();
        }
    }

    /** Notes as they come from a file. */
    private record Notes(Path file, Map<String, String> notes) {
        Checkpoint checkpoint() {
            if (!notes.containsKey(EPOCH)) {
                throw new CommandException(
                        file + ": it is no checkpoint of a training; --load goes on with its weights,"
                                + " optimiser and count of steps at the start of an epoch");
            }
            try {
                return new Checkpoint(
                        standing(),
                        Integer.parseInt(note("batch")),
                        Long.parseLong(note("seed")),
                        note("data"),
                        notes.getOrDefault("precision", ""));
            } catch (IllegalArgumentException e) {
                throw new CommandException(file + ": its notes about the training are damaged: take another one", e);
            }
        }

        private Standing standing() {
            var sums = new Means.Sums(Hex.numbers(note("sums")), Long.parseLong(note("examples")));
            return new Standing(
                    Integer.parseInt(notes.get(EPOCH)),
                    Integer.parseInt(note("step")),
                    sums,
                    Double.parseDouble(note("seconds")),
                    history());
        }

        private List<EpochResult> history() {
            return notes.entrySet().stream()
                    .filter(note -> note.getKey().startsWith(HISTORY))
                    .map(note -> EpochText.parse(note.getValue()))
                    .sorted(Comparator.comparing(EpochResult::number))
                    .toList();
        }

        private String note(String name) {
            String text = notes.get(PREFIX + name);
            if (text == null) {
                throw new IllegalArgumentException(name + " is missing");
            }
            return text;
        }
    }
}
