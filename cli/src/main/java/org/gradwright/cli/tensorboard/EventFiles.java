// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.tensorboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gradwright.cli.train.EpochResult;
import org.gradwright.cli.train.TrainingRun;

/**
 * The curves of a training for TensorBoard: two runs, {@code train} and {@code test}, whose curves of one name share a chart. Points
 * lie at the count of steps.
 */
public final class EventFiles implements TrainingRun.Listener {
    private final Path folder;
    private final Clock clock;
    private final long steps;
    private final Map<String, RecordFile> runs = new HashMap<>();

    /**
     * Makes the folder and no file yet.
     *
     * @param folder what TensorBoard is pointed at
     * @param steps that the model has done before
     * @throws UncheckedIOException naming the folder when it cannot be made
     */
    public EventFiles(Path folder, Clock clock, long steps) {
        this.folder = made(folder);
        this.clock = clock;
        this.steps = steps;
    }

    @Override
    public void epoch(EpochResult result) {
        Map<String, Double> train = new LinkedHashMap<>(result.train());
        train.putAll(result.rates());
        add("train", result.steps(), train);
        if (!result.test().isEmpty()) {
            add("test", result.steps(), result.test());
        }
    }

    private void add(String run, long step, Map<String, Double> values) {
        runs.computeIfAbsent(run, this::begin).add(new Event(now(), step).scalars(values));
    }

    /** A file of its own for each training, as TensorBoard expects. */
    private RecordFile begin(String run) {
        String name = String.format(
                "events.out.tfevents.%010d.gradwright.%d",
                clock.millis() / 1000, ProcessHandle.current().pid());
        var file = new RecordFile(made(folder.resolve(run)).resolve(name));
        file.add(new Event(now(), 0).version());
        file.add(new Event(now(), steps + 1).start());
        return file;
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double now() {
        return clock.millis() * 1e-3;
    }
}
