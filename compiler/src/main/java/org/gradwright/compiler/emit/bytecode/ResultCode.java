// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.bytecode;

import org.gradwright.compiler.emit.Driver;
import org.gradwright.compiler.graph.Element;
import org.objectweb.asm.Label;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.InstructionAdapter;

/** What a driver returns: copies of results, so that the caller's arrays never change behind his back. */
final class ResultCode {
    private static final Type OBJECT = Type.getObjectType("java/lang/Object");

    private final InstructionAdapter code;
    private final JvmTypes types;
    private final DriverCode driver;

    ResultCode(InstructionAdapter code, JvmTypes types, DriverCode driver) {
        this.code = code;
        this.types = types;
        this.driver = driver;
    }

    void emit(Driver.Result result) {
        if (result instanceof Driver.Result.Scalar scalar) {
            driver.scalar(scalar.offset());
        } else if (result instanceof Driver.Result.Tensor tensor) {
            tensor(tensor, false);
        } else if (result instanceof Driver.Result.Tensors tensors) {
            all(tensors);
        } else {
            code.visitInsn(types.isDouble() ? org.objectweb.asm.Opcodes.DCONST_0 : org.objectweb.asm.Opcodes.FCONST_0);
        }
    }

    private void all(Driver.Result.Tensors tensors) {
        code.iconst(tensors.tensors().size());
        code.newarray(OBJECT);
        for (int i = 0; i < tensors.tensors().size(); i++) {
            code.dup();
            code.iconst(i);
            tensor(tensors.tensors().get(i), true);
            code.astore(OBJECT);
        }
    }

    private void tensor(Driver.Result.Tensor tensor, boolean asArray) {
        if (tensor.type().isScalar() && !asArray) {
            element(tensor);
        } else if (tensor.type().element() == Element.BOOL) {
            booleans(tensor);
        } else {
            Type array = types.array(tensor.reals() ? types.real() : Type.INT_TYPE);
            driver.arenaOf(tensor.reals());
            driver.offset(tensor.offset());
            driver.offset(tensor.offset());
            driver.offset(tensor.type().shape().count());
            code.add(Type.INT_TYPE);
            Type[] parameters = {array, Type.INT_TYPE, Type.INT_TYPE};
            String descriptor = Type.getMethodDescriptor(array, parameters);
            code.invokestatic("java/util/Arrays", "copyOfRange", descriptor, false);
        }
    }

    private void element(Driver.Result.Tensor tensor) {
        driver.arenaOf(tensor.reals());
        driver.offset(tensor.offset());
        code.aload(tensor.reals() ? types.real() : Type.INT_TYPE);
        if (tensor.type().element() == Element.BOOL) {
            Label no = new Label();
            Label end = new Label();
            code.ifeq(no);
            code.iconst(1);
            code.goTo(end);
            code.mark(no);
            code.iconst(0);
            code.mark(end);
        }
    }

    private void booleans(Driver.Result.Tensor tensor) {
        Type array = Type.getType("[Z");
        int slot = driver.temporary(array);
        driver.offset(tensor.type().shape().count());
        code.newarray(Type.BOOLEAN_TYPE);
        code.store(slot, array);
        driver.arenaOf(false);
        driver.offset(tensor.offset());
        code.load(slot, array);
        code.invokestatic(JvmTypes.RUNTIME + "Doors", "toBooleans", "([II[Z)V", false);
        code.load(slot, array);
    }
}
