// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.inspect;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gradwright.compiler.kernel.Kernel;

/** What an element of the page belongs to, as attributes: {@code data-k} a kernel's number, {@code data-l} lines of the model. */
final class Links {
    private static final Pattern LINE = Pattern.compile(":(\\d+)");

    private Links() {}

    static String of(int kernel, Collection<Integer> lines) {
        String numbers =
                lines.stream().filter(line -> line > 0).map(String::valueOf).collect(Collectors.joining(" "));
        return (kernel < 0 ? "" : " data-k=\"" + kernel + "\"")
                + (numbers.isEmpty() ? "" : " data-l=\"" + numbers + "\"");
    }

    /** The lines of the model that a kernel computes. */
    static Collection<Integer> lines(Kernel kernel) {
        var lines = new TreeSet<>(List.of(kernel.line()));
        for (String comment : kernel.comment()) {
            Matcher line = LINE.matcher(comment);
            if (line.find()) {
                lines.add(Integer.parseInt(line.group(1)));
            }
        }
        return lines;
    }
}
