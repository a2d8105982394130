// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The blocks marked {@code console} of a page, typed into a real shell. A command begins behind {@code $ } and includes the
 * text that it reads from the page ({@code <<'END'}); what follows it up to the next one is what it prints.
 */
record Transcript(String page) {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```console\n(.*?)^```$");
    private static final Pattern COMMAND =
            Pattern.compile("(?ms)^\\$ ([^\n]*<<'END'\n.*?^END|[^\n]*)\n(.*?)(?=^\\$ |\\z)");
    private static final long MOST_SECONDS = 120;

    static Transcript read(Path file) throws IOException {
        return new Transcript(Files.readString(file).replace("\r\n", "\n"));
    }

    /** The page with what the commands print now. */
    Transcript replayed(Path folder, Map<String, String> environment) {
        return new Transcript(BLOCK.matcher(page)
                .replaceAll(block -> Matcher.quoteReplacement(
                        "```console\n" + replayed(block.group(1), folder, environment) + "```")));
    }

    /** The page with each time replaced, for times are never the same. */
    Transcript withoutTimes() {
        return new Transcript(
                page.replaceAll("\\d+(\\.\\d+)? s\\b", "TIME s").replaceAll("[\\d,]+ a second", "RATE a second"));
    }

    List<String> commands() {
        var commands = new ArrayList<String>();
        Matcher block = BLOCK.matcher(page);
        while (block.find()) {
            COMMAND.matcher(block.group(1)).results().forEach(command -> commands.add(command.group(1)));
        }
        return commands;
    }

    private static String replayed(String block, Path folder, Map<String, String> environment) {
        return COMMAND.matcher(block)
                .replaceAll(command -> Matcher.quoteReplacement(
                        "$ " + command.group(1) + "\n" + output(command.group(1), folder, environment)));
    }

    private static String output(String command, Path folder, Map<String, String> environment) {
        try {
            Path printed = Files.createTempFile("transcript", ".txt");
            ProcessBuilder shell = new ProcessBuilder("sh", "-c", command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile());
            shell.environment().putAll(environment);
            Process process = shell.start();
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("it does not end: " + command);
            }
            String text = Files.readString(printed, StandardCharsets.UTF_8);
            Files.delete(printed);
            return text;
        } catch (IOException e) {
            throw new IllegalStateException(command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(command, e);
        }
    }
}
