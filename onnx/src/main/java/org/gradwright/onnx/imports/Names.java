// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradwright.compiler.lang.StandardLibrary;

/** Makes names of the file into plain names of the language, each once, none of them that of a function. */
final class Names {
    /** Leaves letters for a number behind. */
    static final int LONGEST = 56;

    /** What PyTorch puts behind the name of a node to name its first result, which is most often its only one. */
    private static final Pattern FIRST_RESULT = Pattern.compile("_output_0(?=_|$)");

    private static final Pattern DEFINITION = Pattern.compile("(?m)^def (\\w+)");
    private static final Set<String> LANGUAGE = language();

    private final Set<String> taken = new HashSet<>(LANGUAGE);

    private static Set<String> language() {
        Stream<String> builtIns =
                StandardLibrary.builtIns().stream().map(signature -> signature.split("\\W", 2)[0]);
        Stream<String> definitions =
                DEFINITION.matcher(StandardLibrary.text()).results().map((MatchResult found) -> found.group(1));
        Stream<String> words = List.of(
                "def",
                "for",
                "scan",
                "in",
                "with",
                "if",
                "else",
                "return",
                "and",
                "or",
                "not",
                "true",
                "false",
                "none",
                "new",
                "training",
                "pi",
                "infinity",
                "glorot_uniform",
                "glorot_normal",
                "he_uniform",
                "he_normal",
                "orthogonal",
                "normal",
                "uniform",
                "constant")
                .stream();
        return Stream.of(builtIns, definitions, words).flatMap(s -> s).collect(Collectors.toUnmodifiableSet());
    }

    /** A name like this one that nothing has yet. */
    String fresh(String wish) {
        String plain = plain(wish);
        String name = plain;
        for (int i = 2; !taken.add(name); i++) {
            name = plain + "_" + i;
        }
        return name;
    }

    private static String plain(String text) {
        String letters = FIRST_RESULT
                .matcher(text)
                .replaceAll("")
                .replaceAll("\\W+", "_")
                .replaceAll("^_+|_+$", "");
        String tail = letters.substring(Math.max(0, letters.length() - LONGEST));
        return tail.isEmpty() || Character.isDigit(tail.charAt(0)) ? "v" + tail : tail;
    }
}
