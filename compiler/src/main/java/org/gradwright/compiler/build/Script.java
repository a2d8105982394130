// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.lang.GrowingModel;
import org.gradwright.compiler.lang.Model;
import org.gradwright.compiler.lang.Options;
import org.gradwright.compiler.lang.diagnostic.DiagnosticException;
import org.gradwright.compiler.lang.diagnostic.SourceFile;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.syntax.Name;

/** The text of a model while it grows. Each part is carried out as soon as it is there. */
final class Script {
    private final String name;
    private final GrowingModel model = new GrowingModel(Options.NONE);
    private final List<Part> parts = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();
    private Optional<String> wordless = Optional.empty();
    private int lines;

    /** Some lines and the file that they pretend to be: their positions are those in the whole text. */
    private record Part(SourceFile file, int firstLine, String text) {}

    Script(String name) {
        this.name = name + ".graph";
        add("gradwright 1");
    }

    /** Carries out some lines. @throws ModelError with what is wrong with them */
    void add(String text) {
        var file = new SourceFile(name, "\n".repeat(lines) + text + "\n");
        parts.add(new Part(file, lines + 1, text));
        lines += (int) text.chars().filter(c -> c == '\n').count() + 1;
        try {
            model.add(file);
        } catch (DiagnosticException e) {
            throw new ModelError(e);
        }
    }

    /** Binds a name to a node for which there are no lines. */
    void bind(String name, Node node) {
        var file = new SourceFile(this.name, "\n".repeat(lines) + Spelling.name(name) + "\n");
        int line = lines + 1;
        var span = Span.onLine(file, line, 1, Spelling.name(name).length() + 1);
        wordless = Optional.of(wordless.orElse(name));
        try {
            model.bind(new Name(name, span), node);
        } catch (DiagnosticException e) {
            throw new ModelError(e);
        }
    }

    /** @throws ModelError if the lines do not say everything */
    void requireWords() {
        wordless.ifPresent(name -> {
            throw new ModelError("`" + name + "` is a node of your own: a file cannot say how it is made");
        });
    }

    /** A name for a def that has none of its own. */
    String fresh(String wish) {
        String name = wish;
        for (int i = 2; !taken.add(name); i++) {
            name = wish + i;
        }
        return name;
    }

    Model finish() {
        try {
            return model.finish(new SourceFile(name, text()));
        } catch (DiagnosticException e) {
            throw new ModelError(e);
        }
    }

    GrowingModel model() {
        return model;
    }

    /** The whole text, which says where axes of 1 belong that the builder has put in front of operands. */
    String text() {
        Map<Span, Integer> enlargements = model.enlargements();
        return parts.stream().map(p -> text(p, enlargements)).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String text(Part part, Map<Span, Integer> enlargements) {
        List<String> lines = part.text().lines().collect(Collectors.toCollection(ArrayList::new));
        for (int i = 0; i < lines.size(); i++) {
            int line = part.firstLine() + i;
            Map<Span, Integer> here = enlargements.entrySet().stream()
                    .filter(e -> e.getKey().file() == part.file() && e.getKey().startLine() == line)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            lines.set(i, here.isEmpty() ? lines.get(i) : enlarged(lines.get(i), here));
        }
        return String.join("\n", lines);
    }

    /** A line with {@code (x)[new, ...]} for its operands {@code x}, which may contain each other. */
    private static String enlarged(String line, Map<Span, Integer> operands) {
        List<Span> innerFirst = operands.keySet().stream()
                .sorted(Comparator.comparingInt(Span::startColumn).reversed())
                .toList();
        var out = new StringBuilder();
        int[] letters = line.codePoints().toArray();
        for (int column = 1; column <= letters.length + 1; column++) {
            for (Span span : innerFirst) {
                out.append(span.endColumn() == column ? ")[" + "new, ".repeat(operands.get(span)) + "...]" : "");
            }
            for (Span span : innerFirst) {
                out.append(span.startColumn() == column ? "(" : "");
            }
            if (column <= letters.length) {
                out.appendCodePoint(letters[column - 1]);
            }
        }
        return out.toString();
    }
}
