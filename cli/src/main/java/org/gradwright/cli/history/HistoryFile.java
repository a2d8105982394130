// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gradwright.cli.AtomicOutput;
import org.gradwright.cli.JsonObject;
import org.gradwright.cli.train.EpochResult;
import org.gradwright.cli.train.TrainingRun;

/** A file with a JSON object for each epoch, a line each, written as soon as the epoch is over. */
public final class HistoryFile implements TrainingRun.Listener {
    private static final Pattern EPOCH = Pattern.compile("\\{\"epoch\":(\\d{1,9}),.*}");

    private final Path file;

    private HistoryFile(Path file) {
        this.file = file;
    }

    /**
     * Begins it. A training that goes on keeps the lines of the epochs before, and has each epoch once.
     *
     * @param before the epochs before, which are written where there is no file yet
     * @throws UncheckedIOException naming the file
     */
    public static HistoryFile begin(Path file, List<EpochResult> before) {
        AtomicOutput.write(file, before.isEmpty() ? "" : kept(file, before));
        return new HistoryFile(file);
    }

    private static String kept(Path file, List<EpochResult> before) {
        int last = before.get(before.size() - 1).number();
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .filter(line -> number(line) <= last)
                            .map(line -> line + "\n")
                            .collect(Collectors.joining())
                    : before.stream().map(HistoryFile::line).collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The epoch of a line; one that was cut off counts as later than all. */
    private static int number(String line) {
        Matcher epoch = EPOCH.matcher(line);
        return epoch.matches() ? Integer.parseInt(epoch.group(1)) : Integer.MAX_VALUE;
    }

    @Override
    public void epoch(EpochResult result) {
        try {
            Files.writeString(file, line(result), StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code {"epoch":1,"steps":8,"seconds":0.1,"lr":0.05,"train_loss":0.7,"test_loss":0.6}} and a line break. */
    static String line(EpochResult epoch) {
        var json = new JsonObject();
        json.put("epoch", epoch.number()).put("steps", epoch.steps()).put("seconds", epoch.seconds());
        epoch.rates().forEach(json::put);
        epoch.train().forEach((name, value) -> json.put("train_" + name, value));
        epoch.test().forEach((name, value) -> json.put("test_" + name, value));
        return json + "\n";
    }
}
