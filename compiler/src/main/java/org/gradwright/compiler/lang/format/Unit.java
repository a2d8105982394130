// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.format;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A statement, the head of a block, a closing brace, or a line with nothing but a comment.
 *
 * @param level how many blocks it stands in
 * @param blankBefore whether a blank line comes before it
 * @param rows its lines as the author broke them
 */
record Unit(int level, boolean blankBefore, List<Row> rows) {
    Unit {
        rows = List.copyOf(rows);
    }

    /** The separators, for example {@code ":="}: only units with the same ones are aligned. */
    String separators() {
        return rows.stream()
                .flatMap(row -> row.words().stream())
                .filter(Word::separator)
                .map(Word::text)
                .collect(Collectors.joining());
    }

    /** Whether no line break comes before the last separator. */
    boolean separatorsOnFirstLine() {
        return rows.stream().skip(1).flatMap(row -> row.words().stream()).noneMatch(Word::separator);
    }

    /** What stays on the first line however often it is broken: up to the first bracket behind the separators. */
    List<Word> head() {
        List<Word> words = rows.get(0).words();
        return words.subList(0, LineBreaker.headEnd(words));
    }
}
