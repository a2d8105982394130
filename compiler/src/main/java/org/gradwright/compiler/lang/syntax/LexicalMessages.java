// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import java.util.List;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Span;

/** What is said of characters, names, numbers and text. */
final class LexicalMessages {
    private static final List<String> FOREIGN_OPERATORS = List.of("&&", "||", "|>");

    private LexicalMessages() {}

    static Diagnostic longName(Span span, int letters) {
        return Diagnostic.error(
                        "G0005", span, "a name has at most " + Limits.NAME_LENGTH + " letters, this one " + letters)
                .help("choose a shorter one");
    }

    static Diagnostic tab(Span span, long count) {
        String all = count == 1 ? "it" : "all " + count + " tabs of this file";
        return Diagnostic.error("G0102", span, "a tab: how wide it is depends on the editor")
                .help("replace " + all + " by spaces, two for each level");
    }

    static int foreignOperatorLength(String text, int at) {
        return FOREIGN_OPERATORS.stream()
                .filter(operator -> text.startsWith(operator, at))
                .mapToInt(String::length)
                .findFirst()
                .orElse(1);
    }

    static Diagnostic unexpected(Span span, String characters) {
        if (characters.equals(";")) {
            return Diagnostic.error("G0104", span, "statements end with the line, without `;`")
                    .help("delete it");
        }
        return Diagnostic.error("G0101", span, "unexpected character " + visible(characters))
                .help(remedy(characters));
    }

    private static String visible(String characters) {
        int point = characters.codePointAt(0);
        boolean hidden = Character.isISOControl(point)
                || Character.isWhitespace(point)
                || Character.isSpaceChar(point)
                || Character.getType(point) == Character.FORMAT
                || Character.getType(point) == Character.SURROGATE;
        return hidden ? String.format("U+%04X", point) : "`" + characters + "`";
    }

    private static String remedy(String characters) {
        return switch (characters) {
            case "&", "&&" -> "write `and`";
            case "|", "||" -> "write `or`";
            case "!" -> "write `not`";
            case "|>" -> "there are no pipes: bind each layer to a name of its own";
            case "\\" -> "a line goes on inside ( ) or [ ] without any mark: put parentheses around the expression";
            case "\u201c", "\u201d", "\u2018", "\u2019", "\u00ab", "\u00bb" ->
                "text is written in straight quotes, \"...\"";
            case "\u2212", "\u2013", "\u2014" -> "write the minus sign `-`";
            case "\u00d7", "\u00b7" -> "write `*`, or `@` for a product of matrices";
            case "?", "$", "~" -> "delete it; a name with such a character goes in backticks";
            default -> "names are made of letters a-z, A-Z, digits and `_`; any other name goes in backticks";
        };
    }

    static Diagnostic quote(Span span, String inner) {
        Diagnostic quote =
                Diagnostic.error("G0106", span, "`'` transposes and follows its operand, text is written \"...\"");
        return inner.isEmpty()
                ? quote.help("write `x'` without a space before it")
                : quote.help("write \"" + inner + "\"");
    }

    static Diagnostic openText(Span span) {
        return Diagnostic.error("G0109", span, "the text is not closed on its line")
                .help("end it with `\"`; a line break in a text is written `\\n`");
    }

    static Diagnostic escape(Span span, int point) {
        return Diagnostic.error("G0109", span, "`\\" + Character.toString(point) + "` means nothing in a text")
                .help("there are `\\\"`, `\\\\`, `\\n` and `\\t`; a backslash itself is `\\\\`");
    }

    static Diagnostic openName(Span span) {
        return Diagnostic.error("G0110", span, "a name in backticks is closed on its line and not empty")
                .help("write `name` with a backtick on either side");
    }

    static Diagnostic pointAlone(Span span, String spelling, String completed) {
        String side = spelling.startsWith(".") ? "before" : "behind";
        return Diagnostic.error("G0111", span, "a number needs a digit " + side + " the point")
                .help("write `" + completed + "`");
    }

    static Diagnostic numberOrName(Span span, String spelling) {
        String shown = spelling.length() > Limits.NAME_LENGTH ? "this" : "`" + spelling + "`";
        return Diagnostic.error("G0111", span, shown + " is neither a number nor a name")
                .help("names begin with a letter or `_`; numbers look like `512`, `1_000`, `0.5` or `3e-4`");
    }

    static Diagnostic numberRange(Span span) {
        return Diagnostic.error("G0112", span, "the number is out of range")
                .help("whole numbers go up to 9223372036854775807, others to about 1.8e308");
    }
}
