// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
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
            "ProductBlock",
            "Schedule",
            "f32",
            "f64",
            "i32");

    private static final Pattern OTHERS = Pattern.compile("[^A-Za-z0-9_]+");
    private static final Pattern INNER = Pattern.compile("(?<=[A-Za-z0-9])_+([A-Za-z0-9])");
    private static final Pattern TRAILING = Pattern.compile("(?<=.)_+$");

    private final Set<String> taken = new HashSet<>(REFERRED);
    private final Map<Object, String> names = new HashMap<>();

    /** The identifier of a thing; the first time made from the wish. */
    public String of(Object thing, String wish) {
        return of(thing, () -> wish);
    }

    /** As above, with a wish that takes a while. */
    String of(Object thing, Supplier<String> wish) {
        return names.computeIfAbsent(thing, t -> fresh(wish.get()));
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
        String name = isPlain(path) ? path : plain(path);
        if (name.isEmpty() || name.equals("_")) {
            return "__";
        }
        if (Character.isDigit(name.charAt(0))) {
            return "_" + name;
        }
        return SourceVersion.isKeyword(name) ? name + "_" : name;
    }

    /** A label as the name of a method: {@code critic_step} is {@code criticStep}. */
    static String method(String label) {
        return INNER.matcher(identifier(label)).replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT));
    }

    private static boolean isPlain(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (!isPlain(path.charAt(i))) {
                return false;
            }
        }
        return !path.endsWith("_");
    }

    private static boolean isPlain(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }

    private static String plain(String path) {
        String marked = path.startsWith("#") ? path.substring(1) : path;
        return TRAILING.matcher(OTHERS.matcher(marked).replaceAll("_")).replaceAll("");
    }
}
