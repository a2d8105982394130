// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.format;

import java.util.List;
import java.util.Optional;
import org.gradwright.compiler.lang.syntax.Token;

/** One line of a statement: its words, if any, and the comment behind them, if any. */
record Row(List<Word> words, Optional<Token> comment) {
    Row {
        words = List.copyOf(words);
    }
}
