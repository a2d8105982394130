// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.diagnostic;

import java.util.ArrayList;
import java.util.List;

/**
 * One message of the compiler: place, fact, remedy. Facts and labels are lower case, without a full stop, code in
 * backticks. Immutable: the methods that add to a message return a new one.
 *
 * @param code the stable number, for example {@code G0209}; {@link Explanations} tells its long story
 * @param fact what is wrong, one line that is understood alone
 * @param span the culprit
 * @param label what is said of the culprit beside its carets; may be empty
 * @param secondary what the culprit collides with
 * @param notes further facts
 * @param help the remedy, if possible one that can be pasted; may be empty
 */
public record Diagnostic(
        Severity severity,
        String code,
        String fact,
        Span span,
        String label,
        List<Underline> secondary,
        List<String> notes,
        String help) {

    public Diagnostic {
        secondary = List.copyOf(secondary);
        notes = List.copyOf(notes);
    }

    /** An error at a place; add label, notes and help to it. */
    public static Diagnostic error(String code, Span span, String fact) {
        return new Diagnostic(Severity.ERROR, code, fact, span, "", List.of(), List.of(), "");
    }

    /** A warning at a place: it is shown and stops nothing. */
    public static Diagnostic warning(String code, Span span, String fact) {
        return new Diagnostic(Severity.WARNING, code, fact, span, "", List.of(), List.of(), "");
    }

    /** With words beside the carets. */
    public Diagnostic label(String words) {
        return new Diagnostic(severity, code, fact, span, words, secondary, notes, help);
    }

    /** With one more underlined stretch, for example an operand and its shape. */
    public Diagnostic underline(Span stretch, String words) {
        List<Underline> more = with(secondary, new Underline(stretch, words));
        return new Diagnostic(severity, code, fact, span, label, more, notes, help);
    }

    /** With one more fact below the source line. */
    public Diagnostic note(String words) {
        return new Diagnostic(severity, code, fact, span, label, secondary, with(notes, words), help);
    }

    /** With the remedy. */
    public Diagnostic help(String words) {
        return new Diagnostic(severity, code, fact, span, label, secondary, notes, words);
    }

    /** The first line, which is enough for a build log: {@code file:line:column: error[G0209]: fact}. */
    public String headline() {
        return span.location() + ": " + severity.word() + "[" + code + "]: " + fact;
    }

    /** The whole message with source line, carets, notes and help; lines end with LF, the last one too. */
    public String render() {
        return new Renderer(this).render();
    }

    private static <T> List<T> with(List<T> list, T last) {
        List<T> more = new ArrayList<>(list);
        more.add(last);
        return more;
    }
}
