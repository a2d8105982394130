// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.diagnostic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Collects the messages of one run. A second message with the same code at the same place is dropped: a loop that is
 * written out twelve times says what is wrong in it once.
 */
public final class Diagnostics {
    /** How many messages are shown. */
    public static final int SHOWN = 100;

    /** How many are kept for sorting; hostile input could otherwise fill the memory with messages. */
    private static final int KEPT = 10_000;

    private final List<Diagnostic> collected = new ArrayList<>();
    private final List<SourceFile> files = new ArrayList<>();
    private final Set<Place> places = new HashSet<>();
    private int dropped;
    private boolean errors;

    private record Place(String code, Span span) {}

    /** Takes a message in. */
    public void add(Diagnostic diagnostic) {
        errors |= diagnostic.severity() == Severity.ERROR;
        if (collected.size() >= KEPT) {
            dropped++;
        } else if (places.add(new Place(diagnostic.code(), diagnostic.span()))) {
            remember(diagnostic.span().file());
            collected.add(diagnostic);
        }
    }

    private void remember(SourceFile file) {
        if (!files.contains(file)) {
            files.add(file);
        }
    }

    /** Whether there is a message that stops the compiler. */
    public boolean hasErrors() {
        return errors;
    }

    public boolean isEmpty() {
        return collected.isEmpty();
    }

    /** All messages: files in the order in which they first appeared, within a file by position. */
    public List<Diagnostic> all() {
        List<Diagnostic> sorted = new ArrayList<>(collected);
        sorted.sort(
                Comparator.<Diagnostic>comparingInt(d -> files.indexOf(d.span().file()))
                        .thenComparingInt(d -> d.span().startLine())
                        .thenComparingInt(d -> d.span().startColumn()));
        return List.copyOf(sorted);
    }

    /** The text for the user: at most {@value #SHOWN} messages, then how many more there are. */
    public String render() {
        String shown = all().stream().limit(SHOWN).map(Diagnostic::render).collect(Collectors.joining());
        int more = collected.size() + dropped - SHOWN;
        return more <= 0 ? shown : shown + "... and " + more + " more; mend these first\n";
    }

    /**
     * Stops here if there are errors.
     *
     * @throws DiagnosticException with everything that was collected, warnings too
     */
    public void throwIfErrors() {
        if (hasErrors()) {
            throw new DiagnosticException(this);
        }
    }
}
