// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradwright.compiler.lang.syntax.Definition;
import org.gradwright.compiler.lang.syntax.Formal;

/**
 * A function of the language as the builder offers it.
 *
 * @param documentation one sentence or more, empty if there is none
 */
record Signature(String name, List<Parameter> parameters, String documentation) {
    /** A formal, and how the language writes what it is when absent. */
    record Parameter(String name, Optional<String> otherwise, boolean tensor) {
        boolean isRequired() {
            return otherwise.isEmpty();
        }

        boolean isCondition() {
            return otherwise.filter(o -> o.equals("true") || o.equals("false")).isPresent();
        }

        /** Whether several Java values make a list for it. */
        boolean isList() {
            return List.of("axis", "kernel", "stride", "padding", "dilation", "shape", "order")
                            .contains(name)
                    || name.equals("parts") && otherwise.isEmpty();
        }

        String javaName() {
            return Signature.java(name);
        }
    }

    /** From {@code sum(x, axis = none, keep = false)}. */
    static Signature of(String heading) {
        int open = heading.indexOf('(');
        String inner = heading.substring(open + 1, heading.length() - 1);
        List<Parameter> parameters = new ArrayList<>();
        for (String text : inner.isEmpty() ? new String[0] : inner.split(", ")) {
            String[] parts = text.split(" = ");
            Optional<String> otherwise = parts.length == 1 ? Optional.empty() : Optional.of(parts[1]);
            parameters.add(new Parameter(parts[0], otherwise, otherwise.isEmpty()));
        }
        return new Signature(heading.substring(0, open), parameters, "");
    }

    static Signature of(Definition definition) {
        List<Parameter> parameters =
                definition.formals().stream().map(Signature::parameter).toList();
        return new Signature(definition.name().text(), parameters, definition.documentation());
    }

    private static Parameter parameter(Formal formal) {
        boolean tensor =
                formal.kind().filter(k -> k instanceof Formal.TensorKind).isPresent();
        return new Parameter(
                formal.name().text(), formal.defaultValue().map(e -> e.span().text()), tensor);
    }

    List<Parameter> required() {
        return parameters.stream().filter(Parameter::isRequired).toList();
    }

    /** What a call may be given by name: also what is required but no tensor, for calls that lack their tensors. */
    List<Parameter> named() {
        return parameters.stream().filter(p -> !p.isRequired() || !p.tensor()).toList();
    }

    /** Whether the name alone stands for a function from a tensor to a tensor. */
    boolean isActivation() {
        return required().size() == 1 && parameters.get(0).name().equals("x");
    }

    String className() {
        String java = java(name);
        return Character.toUpperCase(java.charAt(0)) + java.substring(1);
    }

    /** The name of the method. */
    String javaName() {
        return name.equals("real") || name.equals("i32") ? "to" + className() : java(name);
    }

    String heading() {
        return name
                + String.join(
                                ", ",
                                parameters.stream()
                                        .map(p -> p.name()
                                                + p.otherwise()
                                                        .map(o -> " = " + o)
                                                        .orElse(""))
                                        .toList())
                        .transform(inner -> "(" + inner + ")");
    }

    static String java(String name) {
        String[] words = name.split("_");
        return words[0]
                + String.join(
                        "",
                        Stream.of(Arrays.copyOfRange(words, 1, words.length))
                                .map(w -> Character.toUpperCase(w.charAt(0)) + w.substring(1))
                                .toList());
    }
}
