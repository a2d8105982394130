// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.bytecode;

import java.util.List;
import org.gradwright.compiler.emit.Driver;
import org.gradwright.compiler.emit.GenericCalls;
import org.gradwright.compiler.graph.Input;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.InstructionAdapter;

/** The methods with {@code Object...}: they check and cast the inputs and call the typed driver. */
final class GenericCode {
    private static final String ARGUMENTS = JvmTypes.RUNTIME + "Arguments";
    private static final String STRING = "Ljava/lang/String;";
    private static final Type OBJECT = Type.getObjectType("java/lang/Object");

    private final InstructionAdapter code;
    private final JvmTypes types;
    private final String self;
    private final List<String> all;
    private final int arguments;

    /**
     * @param all the names of the model's inputs
     * @param arguments the local that holds the array of the caller's values
     */
    GenericCode(InstructionAdapter code, JvmTypes types, String self, List<String> all, int arguments) {
        this.code = code;
        this.types = types;
        this.self = self;
        this.all = all;
        this.arguments = arguments;
    }

    void emit(Driver driver, boolean returnsDouble) {
        if (driver == null) {
            refuse();
            return;
        }
        int sizes = driver.sizes().size();
        code.load(arguments, OBJECT);
        code.aconst(GenericCalls.names(driver, all));
        code.iconst(all.size() + sizes);
        code.invokestatic(ARGUMENTS, "count", "([Ljava/lang/Object;" + STRING + "I)V", false);
        code.load(0, OBJECT);
        for (int i = 0; i < sizes; i++) {
            argument(i, "scalarInt", Type.INT_TYPE, driver.sizes().get(i));
        }
        for (Input input : driver.inputs()) {
            argument(
                    sizes + all.indexOf(input.path()),
                    GenericCalls.conversion(input, types.isDouble()),
                    types.of(input),
                    input.path());
        }
        code.invokevirtual(self, driver.name(), DriverCode.descriptor(driver, types), false);
        Type result = DriverCode.result(driver.result(), types);
        if (returnsDouble) {
            code.cast(result, Type.DOUBLE_TYPE);
        }
        code.areturn(returnsDouble ? Type.DOUBLE_TYPE : result);
    }

    private void argument(int index, String conversion, Type type, String name) {
        code.load(arguments, OBJECT);
        code.iconst(index);
        code.aload(OBJECT);
        code.aconst(name);
        code.invokestatic(ARGUMENTS, conversion, "(Ljava/lang/Object;" + STRING + ")" + type.getDescriptor(), false);
    }

    private void refuse() {
        String exception = "java/lang/IllegalStateException";
        code.anew(Type.getObjectType(exception));
        code.dup();
        code.aconst(GenericCalls.NOT_TRAINED);
        code.invokespecial(exception, "<init>", "(" + STRING + ")V", false);
        code.athrow();
    }
}
