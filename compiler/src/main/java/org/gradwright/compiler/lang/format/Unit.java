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

    /** The separators on the first line, for example {@code ":="}; only units with the same ones are aligned. */
    String separators() {
        return rows.get(0).words().stream()
                .filter(Word::separator)
                .map(Word::text)
                .collect(Collectors.joining());
    }
}
