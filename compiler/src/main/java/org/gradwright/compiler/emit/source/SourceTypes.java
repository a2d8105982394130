// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.source;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gradwright.compiler.emit.Calls;
import org.gradwright.compiler.emit.KernelMethod;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.kernel.Scalar;

/** Java's types for those of kernels, in one precision. */
record SourceTypes(Precision precision) {
    private static final Pattern RUNTIME_CALL =
            Pattern.compile("\\b(" + Calls.MATHS + "|" + Calls.RANDOM + "|" + Calls.DOORS + ")\\.");

    static ClassName runtime(String simpleName) {
        return ClassName.get("org.gradwright.runtime", simpleName);
    }

    static ClassName productBlock() {
        return runtime("ProductBlock");
    }

    /** Expression text with the runtime's classes made known, so that they are imported. */
    static CodeBlock linked(String text) {
        var classes = new ArrayList<Object>();
        String format = RUNTIME_CALL.matcher(text).replaceAll(match -> {
            classes.add(runtime(match.group(1)));
            return Matcher.quoteReplacement("$T.");
        });
        return CodeBlock.of(format, classes.toArray());
    }

    boolean isDouble() {
        return precision == Precision.F64;
    }

    TypeName real() {
        return isDouble() ? TypeName.DOUBLE : TypeName.FLOAT;
    }

    TypeName of(Scalar scalar) {
        return switch (scalar) {
            case REAL -> real();
            case DOUBLE -> TypeName.DOUBLE;
            case INT -> TypeName.INT;
            case BOOL -> TypeName.BOOLEAN;
        };
    }

    TypeName of(KernelMethod.Parameter parameter) {
        if (parameter.isProducts()) {
            return productBlock();
        }
        TypeName element = of(parameter.type());
        return parameter.array() ? ArrayTypeName.of(element) : element;
    }

    TypeName of(Element element) {
        return of(element.scalar());
    }

    /** The type of an argument of a public method: a scalar as itself, a tensor as an array. */
    TypeName of(Input input) {
        TypeName element = of(input.type().element());
        return input.type().isScalar() ? element : ArrayTypeName.of(element);
    }
}
