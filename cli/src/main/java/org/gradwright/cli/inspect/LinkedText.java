// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.inspect;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gradwright.compiler.fuse.KernelProgram;
import org.gradwright.compiler.kernel.Kernel;
import org.gradwright.compiler.notation.HtmlPage;

/** Texts line by line, each line linked to what it belongs to. */
final class LinkedText {
    /** A browser shows so many lines without delay. */
    static final int MOST_LINES = 12_000;

    private static final Pattern ORIGIN = Pattern.compile("  # .*?:(\\d+)(:\\d+)?$");
    private static final Pattern KERNEL = Pattern.compile("kernel (\\S+) \\{");
    private static final Pattern METHOD = Pattern.compile("    private (?:static )?void (\\w+)\\(.*");

    private LinkedText() {}

    /** The lines of the model itself. */
    static String model(String text) {
        return lines(text, "", number -> Links.of(-1, List.of(number + 1)));
    }

    /** A graph as text, whose lines end with their place in the model. */
    static String graph(String text, String remedy) {
        List<String> lines = text.lines().toList();
        return lines(text, remedy, number -> {
            Matcher origin = ORIGIN.matcher(lines.get(number));
            return origin.find() ? Links.of(-1, List.of(Integer.parseInt(origin.group(1)))) : "";
        });
    }

    /** Kernels as text. */
    static String kernels(String text, KernelProgram program, String remedy) {
        return blocks(text, program, remedy, KERNEL, "", "}");
    }

    /** Generated source. */
    static String java(String text, KernelProgram program, String remedy) {
        return blocks(text, program, remedy, METHOD, program.name() + "_", "    }");
    }

    /** Blocks that begin with a line that names a kernel. @param end the line that ends one */
    private static String blocks(
            String text, KernelProgram program, String remedy, Pattern begin, String prefix, String end) {
        var numbers = new HashMap<String, Integer>();
        for (int k = 0; k < program.kernels().size(); k++) {
            numbers.put(prefix + program.kernels().get(k).name(), k);
        }
        List<String> lines = text.lines().toList();
        String[] links = new String[lines.size()];
        String open = "";
        for (int i = 0; i < links.length; i++) {
            Matcher name = begin.matcher(lines.get(i));
            open = name.matches() ? link(numbers.get(name.group(1)), program) : open;
            links[i] = open;
            open = lines.get(i).equals(end) ? "" : open;
        }
        return lines(text, remedy, number -> links[number]);
    }

    private static String link(Integer kernel, KernelProgram program) {
        if (kernel == null) {
            return "";
        }
        Kernel found = program.kernels().get(kernel);
        Collection<Integer> lines = Links.lines(found);
        return Links.of(kernel, lines);
    }

    private static String lines(String text, String remedy, IntFunction<String> links) {
        List<String> lines = text.lines().toList();
        var html = new StringBuilder("<pre>");
        for (int i = 0; i < Math.min(lines.size(), MOST_LINES); i++) {
            html.append("<span")
                    .append(links.apply(i))
                    .append('>')
                    .append(HtmlPage.escaped(lines.get(i)))
                    .append("\n</span>");
        }
        html.append("</pre>\n");
        return lines.size() <= MOST_LINES
                ? html.toString()
                : html + "<p class=\"remark\">" + (lines.size() - MOST_LINES) + " more lines: "
                        + HtmlPage.escaped(remedy) + "</p>\n";
    }

    /** A text without links. */
    static String plain(String text, String remedy) {
        return lines(text, remedy, number -> "");
    }
}
