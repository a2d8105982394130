// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.bytecode;

import java.util.Arrays;
import org.gradwright.compiler.emit.Calls;
import org.gradwright.compiler.emit.KernelMethod;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.kernel.Elementary;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Scalar;
import org.objectweb.asm.Type;

/** The JVM's types for those of kernels, in one precision. */
record JvmTypes(Precision precision) {
    static final String RUNTIME = "org/gradwright/runtime/";
    static final Type PRODUCT_BLOCK = Type.getObjectType(RUNTIME + "ProductBlock");

    Type real() {
        return precision == Precision.F64 ? Type.DOUBLE_TYPE : Type.FLOAT_TYPE;
    }

    Type of(Scalar scalar) {
        return switch (scalar) {
            case REAL -> real();
            case DOUBLE -> Type.DOUBLE_TYPE;
            case INT -> Type.INT_TYPE;
            case BOOL -> Type.BOOLEAN_TYPE;
        };
    }

    Type array(Type element) {
        return Type.getType("[" + element.getDescriptor());
    }

    Type of(KernelMethod.Parameter parameter) {
        if (parameter.isProducts()) {
            return PRODUCT_BLOCK;
        }
        Type element = of(parameter.type());
        return parameter.array() ? array(element) : element;
    }

    Type of(Element element) {
        return element == Element.REAL ? real() : element == Element.I32 ? Type.INT_TYPE : Type.BOOLEAN_TYPE;
    }

    /** The type of an argument of a public method: a scalar as itself, a tensor as an array. */
    Type of(Input input) {
        Type element = of(input.type().element());
        return input.type().isScalar() ? element : array(element);
    }

    /** The descriptor of the method of a function. */
    String function(Fn fn) {
        Type[] parameters = new Type[fn.arity()];
        Arrays.fill(parameters, of(Elementary.argument(fn)));
        return Type.getMethodDescriptor(real(), parameters);
    }

    /** The internal name of a class that calls name by its simple name. */
    static String owner(String simpleName) {
        boolean java = simpleName.equals("Math") || simpleName.equals("Float");
        return (java ? "java/lang/" : RUNTIME) + simpleName;
    }

    boolean isDouble() {
        return Calls.isDouble(precision);
    }
}
