// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Gives things Java identifiers, each its own. */
public final class Names {
    /** What generated source refers to by simple name, which a local of that name would hide. */
    private static final Set<String> REFERRED = Set.of(
            "Arguments",
            "Arrays",
            "CounterRandom",
            "Doors",
            "Double",
            "Float",
            "Math",
            "Maths",
            "Schedule",
            "f32",
            "f64",
            "i32");

    private final Set<String> taken = new HashSet<>(REFERRED);
    private final Map<Object, String> names = new HashMap<>();

    /** The identifier of a thing; the first time made from the wish. */
    public String of(Object thing, String wish) {
        return names.computeIfAbsent(thing, t -> fresh(wish));
    }

    /** A new identifier as near to the wish as possible. */
    public String fresh(String wish) {
        String base = identifier(wish);
        String name = base;
        for (int n = 2; !taken.add(name); n++) {
            name = base + "_" + n;
        }
        return name;
    }

    /** A path as an identifier: {@code h[3].att.W} is {@code h_3_att_W}; a keyword gets a trailing underscore. */
    public static String identifier(String path) {
        String name =
                path.replaceFirst("^#", "").replaceAll("[^A-Za-z0-9_]+", "_").replaceAll("(?<=.)_+$", "");
        if (name.isEmpty() || name.equals("_")) {
            return "__";
        }
        if (Character.isDigit(name.charAt(0))) {
            return "_" + name;
        }
        return SourceVersion.isKeyword(name) ? name + "_" : name;
    }
}
