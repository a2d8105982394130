// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gradwright.compiler.notation.Formula.Mark;
import org.gradwright.compiler.notation.Formula.Symbol;

/**
 * The model's names as symbols: {@code W1} is W with a 1 below, {@code theta2a} a Greek letter, {@code yhat} has a hat,
 * {@code y[3]} stands for layer 3, {@code h1.W} is the W of h1. Two names never share a symbol.
 */
final class Symbols {
    private static final Pattern PARTS = Pattern.compile("(?<owner>.*\\.)?(?<name>[^.\\[]*)(?<layer>(\\[[^\\]]*\\])*)");
    private static final Pattern LETTER = Pattern.compile(
            "(?<base>alpha|beta|gamma|delta|epsilon|eps|zeta|eta|theta|kappa|lambda|mu|nu|xi|rho|sigma|tau|phi|chi|psi|omega"
                    + "|[A-Za-z])(?<hat>hat)?_?(?<below>[0-9A-Za-z]*)");

    private final Map<String, Symbol> symbols = new HashMap<>();
    private final Set<Symbol> used = new HashSet<>();

    /** The symbol of a name: the same for the same name. */
    Symbol of(String path) {
        Symbol known = symbols.get(path);
        if (known == null) {
            Symbol nice = symbol(path);
            known = used.add(nice) ? nice : new Symbol(path, Mark.NONE, "", "");
            used.add(known);
            symbols.put(path, known);
        }
        return known;
    }

    private static Symbol symbol(String path) {
        Matcher parts = PARTS.matcher(path);
        if (!parts.matches()) {
            return new Symbol(path, Mark.NONE, "", "");
        }
        String owner = parts.group("owner") == null
                ? ""
                : parts.group("owner").substring(0, parts.group("owner").length() - 1);
        Matcher letter = LETTER.matcher(parts.group("name"));
        boolean isLetter = letter.matches() && isMark(letter.group("below"), parts.group("name"));
        String base = isLetter ? letter.group("base") : word(parts.group("name"));
        String below = isLetter ? letter.group("below") : rest(parts.group("name"));
        String both = below.isEmpty() || owner.isEmpty() ? below + owner : below + "," + owner;
        Mark mark = isLetter && letter.group("hat") != null ? Mark.HAT : Mark.NONE;
        return new Symbol(base, mark, both, parts.group("layer"));
    }

    /** A letter with one capital, digits or what follows a line is a mark; otherwise the name is a word. */
    private static boolean isMark(String below, String name) {
        return below.isEmpty()
                || Character.isDigit(below.charAt(0))
                || name.endsWith("_" + below)
                || below.length() == 1 && Character.isUpperCase(below.charAt(0));
    }

    private static String word(String name) {
        int line = name.indexOf('_');
        return line <= 0 ? name : name.substring(0, line);
    }

    private static String rest(String name) {
        int line = name.indexOf('_');
        return line <= 0 ? "" : name.substring(line + 1);
    }
}
