// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.gradwright.runtime.TrainingStep;

/**
 * The public methods of a generated class, called after the model's names: {@code h[3].att.W} is {@code h_3_att_W}; a Java
 * keyword or a method of the runtime gets a trailing underscore.
 */
final class PublicNames {
    private static final Set<String> INHERITED = inherited();

    private final Map<String, String> taken = new HashMap<>();

    private static Set<String> inherited() {
        var names = new HashSet<String>(Set.of("create", "load"));
        for (Class<?> type = TrainingStep.class; type != null; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                if (!Modifier.isPrivate(method.getModifiers())) {
                    names.add(method.getName());
                }
            }
        }
        return names;
    }

    /**
     * The method for a name of the model.
     *
     * @param parameters tells overloads apart: an output with inputs and a metric without may share a name
     * @throws IllegalArgumentException when another name has become the same method
     */
    String method(String name, String parameters) {
        return method(name, Names.identifier(name), parameters);
    }

    /** The method for the label of a training. @throws IllegalArgumentException as above */
    String step(String label, String parameters) {
        return method(label, Names.method(label), parameters);
    }

    private String method(String name, String identifier, String parameters) {
        String method = INHERITED.contains(identifier) ? identifier + "_" : identifier;
        String other = taken.putIfAbsent(method + "(" + parameters + ")", name);
        if (other != null) {
            throw new IllegalArgumentException("`" + other + "` and `" + name + "` both become the Java method "
                    + method + "(): rename one of them");
        }
        return method;
    }
}
