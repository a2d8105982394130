// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.bytecode;

import java.util.function.Consumer;
import org.gradwright.compiler.emit.Functions;
import org.gradwright.compiler.kernel.Elementary;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Call;
import org.gradwright.compiler.kernel.Expr.Num;
import org.gradwright.compiler.kernel.Fn;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.InstructionAdapter;

/**
 * Functions of vectors of which some lane is too large for the definition: then all lanes are computed one after the other, by
 * the method for scalars. A branch that is never taken costs a vector kernel a comparison.
 */
final class LaneByLane {
    private static final String API = "jdk/incubator/vector/";
    private static final String FLOATS = API + "FloatVector";
    private static final String OWN = "L" + FLOATS + ";";
    private static final String DESCRIPTOR = "(" + OWN + ")" + OWN;
    private static final String SPECIES = "L" + API + "VectorSpecies;";
    private static final String ASSOCIATIVE = "L" + API + "VectorOperators$Associative;";
    private static final Type ARRAY = Type.getType("[F");

    private LaneByLane() {}

    /**
     * Replaces the vector on the stack where the condition does not hold for all lanes.
     *
     * @param select {@code abs(x) <= limit ? value : fallback(x)}
     */
    static void unlessWithin(Call select, Call fallback, InstructionAdapter code, Consumer<Expr> value, String self) {
        Num limit = (Num) ((Call) select.args().get(0)).args().get(1);
        Label within = new Label();
        value.accept(fallback.args().get(0));
        code.invokevirtual(FLOATS, "viewAsIntegralLanes", "()" + IntegerVectorCode.OWN, false);
        code.iconst(Integer.MAX_VALUE);
        code.invokevirtual(VectorCode.INT_VECTOR, "and", "(I)" + IntegerVectorCode.OWN, false);
        code.getstatic(API + "VectorOperators", "MAX", ASSOCIATIVE);
        code.invokevirtual(VectorCode.INT_VECTOR, "reduceLanes", "(" + ASSOCIATIVE + ")I", false);
        code.iconst(Float.floatToRawIntBits((float) limit.value()));
        code.ificmple(within);
        code.pop();
        value.accept(fallback.args().get(0));
        Fn function = Elementary.withFallback(fallback.fn()).orElseThrow();
        code.invokestatic(self, Functions.name(function), DESCRIPTOR, false);
        code.mark(within);
    }

    /** The function of a vector, lane by lane. */
    static void emit(MethodSizes methods, Fn fn, JvmTypes types, String self) {
        int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC;
        MethodVisitor visitor = methods.visit(access, Functions.name(fn), DESCRIPTOR);
        visitor.visitCode();
        var code = new InstructionAdapter(visitor);
        Label head = new Label();
        Label end = new Label();
        code.load(0, Type.getObjectType(FLOATS));
        code.invokevirtual(FLOATS, "toArray", "()[F", false);
        code.store(1, ARRAY);
        code.iconst(0);
        code.store(2, Type.INT_TYPE);
        code.mark(head);
        code.load(2, Type.INT_TYPE);
        code.load(1, ARRAY);
        code.arraylength();
        code.ificmpge(end);
        code.load(1, ARRAY);
        code.load(2, Type.INT_TYPE);
        code.dup2();
        code.aload(Type.FLOAT_TYPE);
        code.invokestatic(self, Functions.name(fn), types.function(fn), false);
        code.astore(Type.FLOAT_TYPE);
        code.iinc(2, 1);
        code.goTo(head);
        code.mark(end);
        code.getstatic(self, VectorEmitter.SPECIES, SPECIES);
        code.load(1, ARRAY);
        code.iconst(0);
        code.invokestatic(FLOATS, "fromArray", "(" + SPECIES + "[FI)" + OWN, false);
        code.areturn(Type.getObjectType(FLOATS));
        visitor.visitMaxs(0, 0);
        visitor.visitEnd();
    }
}
