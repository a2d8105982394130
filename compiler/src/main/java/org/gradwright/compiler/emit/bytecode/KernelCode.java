// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.bytecode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.gradwright.compiler.emit.Functions;
import org.gradwright.compiler.emit.KernelMethod;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Local;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Givens;
import org.gradwright.compiler.kernel.Stmt;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.InstructionAdapter;

/** Loop nests as instructions of a static method. */
final class KernelCode {
    private final InstructionAdapter code;
    private final JvmTypes types;
    private final Map<String, Integer> slots = new HashMap<>();
    private final ExpressionCode expressions;
    private final VectorCode vectors;
    private int nextSlot;
    private String products;

    private KernelCode(MethodVisitor visitor, JvmTypes types, Supplier<String> place, String self) {
        this.code = new InstructionAdapter(visitor);
        this.types = types;
        this.expressions = new ExpressionCode(code, types, slots::get, place, self);
        this.vectors = new VectorCode(code, types, slots::get, expressions, self);
    }

    /** The descriptor of a kernel's method. */
    static String descriptor(List<KernelMethod.Parameter> parameters, JvmTypes types) {
        Type[] all = parameters.stream().map(types::of).toArray(Type[]::new);
        return Type.getMethodDescriptor(Type.VOID_TYPE, all);
    }

    static void emit(MethodVisitor visitor, KernelMethod method, JvmTypes types, String self) {
        emit(visitor, method, types, self, false);
    }

    /** As {@link #emit}, but the method does nothing when its first array is null: see {@link RehearsalCode}. */
    static void emitUnlessInVain(MethodVisitor visitor, KernelMethod method, JvmTypes types, String self) {
        emit(visitor, method, types, self, true);
    }

    private static void emit(
            MethodVisitor visitor, KernelMethod method, JvmTypes types, String self, boolean unlessInVain) {
        var kernel = new KernelCode(visitor, types, method::indexPlace, self);
        visitor.visitCode();
        if (method.line() > 0) {
            Label start = new Label();
            visitor.visitLabel(start);
            visitor.visitLineNumber(method.line(), start);
        }
        method.parameters().forEach(p -> kernel.declare(p.name(), types.of(p)));
        if (unlessInVain) {
            method.parameters().stream()
                    .filter(KernelMethod.Parameter::array)
                    .findFirst()
                    .ifPresent(kernel::returnIfNull);
        }
        method.products().ifPresent(name -> kernel.products = name);
        kernel.block(method.body());
        visitor.visitInsn(Opcodes.RETURN);
        visitor.visitMaxs(0, 0);
        visitor.visitEnd();
    }

    private void returnIfNull(KernelMethod.Parameter array) {
        Label given = new Label();
        code.load(slots.get(array.name()), types.of(array));
        code.ifnonnull(given);
        code.areturn(Type.VOID_TYPE);
        code.mark(given);
    }

    /** A function of scalars as a method of the class. */
    static void emitFunction(MethodSizes methods, Fn fn, JvmTypes types, String self) {
        String descriptor = types.function(fn);
        int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC;
        MethodVisitor visitor = methods.visit(access, Functions.name(fn), descriptor);
        var function = new KernelCode(visitor, types, () -> Functions.name(fn), self);
        visitor.visitCode();
        Functions.parameters(fn).forEach(p -> function.declare(((Local) p).name(), types.of(p.type())));
        var body = Functions.body(fn);
        body.lets().forEach(function::statement);
        function.expressions.value(body.result());
        function.code.areturn(types.real());
        visitor.visitMaxs(0, 0);
        visitor.visitEnd();
    }

    private void advance(int slot, Stmt.For loop) {
        if (!loop.vectors()) {
            code.iinc(slot, loop.step());
            return;
        }
        code.load(slot, Type.INT_TYPE);
        expressions.value(Givens.lanes().times(Expr.whole(loop.step())));
        code.add(Type.INT_TYPE);
        code.store(slot, Type.INT_TYPE);
    }

    private int declare(String name, Type type) {
        Integer slot = slots.get(name);
        if (slot == null) {
            slot = nextSlot;
            nextSlot += type.getSize();
            slots.put(name, slot);
        }
        return slot;
    }

    private void block(List<Stmt> statements) {
        Broadcasts around = vectors.within(new Broadcasts(statements, code, this::fresh));
        statements.forEach(this::statement);
        vectors.within(around);
    }

    private int fresh(Type type) {
        return declare("constant " + nextSlot, type);
    }

    private void statement(Stmt statement) {
        if (statement instanceof Stmt.For loop) {
            loop(loop);
        } else if (statement instanceof Stmt.Let let) {
            assign(let.local(), let.value());
        } else if (statement instanceof Stmt.Var variable) {
            assign(variable.local(), variable.initial());
        } else if (statement instanceof Stmt.Assign assign) {
            assign(assign.local(), assign.value());
        } else if (statement instanceof Stmt.Product product) {
            product(product);
        } else if (statement instanceof Stmt.Store store) {
            store(store);
        }
    }

    private void assign(Local local, Expr value) {
        Type type;
        if (local.varies()) {
            vectors.value(value);
            type = vectors.type(local.type());
        } else {
            expressions.value(value);
            type = types.of(local.type());
        }
        code.store(declare(local.name(), type), type);
    }

    private void store(Stmt.Store store) {
        if (store.vector()) {
            vectors.store(store);
            return;
        }
        Type element = types.of(store.buffer().type());
        code.load(slots.get(store.buffer().name()), types.array(element));
        expressions.value(store.index());
        expressions.value(store.value());
        code.astore(element);
    }

    private void product(Stmt.Product product) {
        code.load(slots.get(products), JvmTypes.PRODUCT_BLOCK);
        matrix(product.left());
        matrix(product.right());
        List.of(product.rows(), product.depth(), product.columns()).forEach(expressions::value);
        String owner = JvmTypes.PRODUCT_BLOCK.getInternalName();
        code.invokevirtual(owner, "multiply", "([FIII[FIIIIII)V", false);
        code.load(slots.get(products), JvmTypes.PRODUCT_BLOCK);
        Type floats = types.array(Type.FLOAT_TYPE);
        if (product.hasEpilogue()) {
            code.invokevirtual(owner, "block", "()[F", false);
            code.store(declare(product.result().buffer().name(), floats), floats);
        } else {
            code.load(slots.get(product.result().buffer().name()), floats);
            expressions.value(product.result().first());
            expressions.value(product.result().down());
            code.invokevirtual(owner, "store", "([FII)V", false);
        }
    }

    private void matrix(Stmt.Operand matrix) {
        code.load(slots.get(matrix.buffer().name()), types.array(Type.FLOAT_TYPE));
        List.of(matrix.first(), matrix.down(), matrix.along()).forEach(expressions::value);
    }

    /** The condition comes first and the loop jumps back to it, as javac writes it and C2 knows it. */
    private void loop(Stmt.For loop) {
        assign(loop.index(), loop.from());
        int slot = slots.get(loop.index().name());
        Label head = new Label();
        Label end = new Label();
        code.mark(head);
        code.load(slot, Type.INT_TYPE);
        expressions.value(loop.to());
        code.ificmpge(end);
        block(loop.body());
        advance(slot, loop);
        code.goTo(head);
        code.mark(end);
    }
}
