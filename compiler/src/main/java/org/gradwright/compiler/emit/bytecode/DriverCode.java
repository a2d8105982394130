// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.bytecode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.gradwright.compiler.emit.Action;
import org.gradwright.compiler.emit.Crew;
import org.gradwright.compiler.emit.Driver;
import org.gradwright.compiler.emit.KernelMethod;
import org.gradwright.compiler.fuse.Split;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.plan.Extent;
import org.objectweb.asm.Label;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.InstructionAdapter;

/** Drivers as instructions of public methods: checks at the door, then the kernels. */
final class DriverCode {
    /** The field that says whether vectors are used. */
    static final String VECTORS = "VECTORS";

    private static final String DOORS = JvmTypes.RUNTIME + "Doors";
    private static final Type INTS = Type.getType(int[].class);
    private static final Type OBJECTS = Type.getType(Object[].class);

    private final InstructionAdapter code;
    private final JvmTypes types;
    private final Homes homes;
    private final String self;
    private final Clock clock;
    private final Map<String, Integer> slots = new HashMap<>();
    private final Map<String, Type> inputs = new HashMap<>();
    private final Label apart = new Label();
    private final TurnsCode turns;
    private int nextSlot = 1;

    DriverCode(InstructionAdapter code, JvmTypes types, Homes homes, Clock clock) {
        this.code = code;
        this.types = types;
        this.homes = homes;
        this.self = homes.self();
        this.clock = clock;
        this.turns = new TurnsCode(code, doors(), this::slotOfTurn);
    }

    static String descriptor(Driver driver, JvmTypes types) {
        var parameters = new ArrayList<Type>();
        driver.sizes().forEach(s -> parameters.add(Type.INT_TYPE));
        driver.inputs().forEach(i -> parameters.add(types.of(i)));
        return Type.getMethodDescriptor(result(driver.result(), types), parameters.toArray(Type[]::new));
    }

    static Type result(Driver.Result result, JvmTypes types) {
        if (result instanceof Driver.Result.Tensor tensor) {
            Type element = types.of(tensor.type().element());
            return tensor.type().isScalar() ? element : types.array(element);
        }
        return result instanceof Driver.Result.Tensors ? Type.getType(Object[].class) : types.real();
    }

    void part(Action.Part part) {
        nextSlot = 0;
        part.parameters().forEach(p -> declare(p.source(), types.of(p)));
        part.kernels().forEach(this::run);
        code.areturn(Type.VOID_TYPE);
    }

    void driver(Driver driver) {
        driver.sizes().forEach(s -> declare(s, Type.INT_TYPE));
        for (Input input : driver.inputs()) {
            inputs.put(input.path(), types.of(input));
            declare(input.path(), types.of(input));
        }
        driver.actions().forEach(this::action);
        new ResultCode(code, types, this).emit(driver.result());
        code.areturn(result(driver.result(), types));
    }

    private int declare(String name, Type type) {
        int slot = nextSlot;
        slots.put(name, slot);
        nextSlot += type.getSize();
        return slot;
    }

    private void action(Action action) {
        if (action instanceof Action.SolveSize solve) {
            doors().solve(solve);
            code.store(declare(solve.size(), Type.INT_TYPE), Type.INT_TYPE);
        } else if (action instanceof Action.CheckSize check) {
            doors().checkSize(check.size());
        } else if (action instanceof Action.CheckLength check) {
            doors().checkLength(check);
        } else if (action instanceof Action.CheckDim check) {
            doors().checkDim(check.dim());
        } else if (action instanceof Action.Reserve reserve) {
            reserve(reserve);
        } else if (action instanceof Action.Copy copy) {
            copy(copy);
        } else if (action instanceof Action.Key key) {
            self();
            code.iconst(key.stream());
            code.invokevirtual(self, "randomKey", "(I)I", false);
            code.store(declare(key.local(), Type.INT_TYPE), Type.INT_TYPE);
        } else if (action instanceof Action.Begin begin) {
            self();
            code.iconst(begin.training());
            code.invokevirtual(self, "beginStep", "(I)V", false);
        } else if (action instanceof Action.StepNumber number) {
            self();
            code.invokevirtual(self, "stepNumber", "()J", false);
            code.cast(Type.LONG_TYPE, Type.DOUBLE_TYPE);
            code.store(declare(number.local(), Type.DOUBLE_TYPE), Type.DOUBLE_TYPE);
        } else if (action instanceof Action.Products products) {
            self();
            code.iconst(0);
            productBlock(code, self);
            code.store(declare(products.local(), JvmTypes.PRODUCT_BLOCK), JvmTypes.PRODUCT_BLOCK);
        } else if (action instanceof Action.Table table) {
            table(table);
        } else if (action instanceof Action.Turns begin) {
            turns.begin(begin);
        } else if (action instanceof Action.Again again) {
            turns.end(again);
        } else if (action instanceof Action.Run run) {
            run(run.kernel());
        } else if (action instanceof Action.RunPart run) {
            calls().call(
                            homes.owner(run.part().name()),
                            run.part().name(),
                            run.part().parameters(),
                            null);
        } else if (action instanceof Action.Together together) {
            together(together.crew());
        } else if (action instanceof Action.Apart) {
            code.mark(apart);
        } else if (action instanceof Action.Done) {
            self();
            code.invokevirtual(self, "stepDone", "()V", false);
        }
    }

    private void table(Action.Table table) {
        table.sizes().forEach((size, place) -> give("sizes", INTS, place, size, Type.INT_TYPE));
        self();
        places(code, self, table.number());
        code.store(declare(table.local(), INTS), INTS);
    }

    /** Where the tensors of a program are, given the model. */
    static void places(InstructionAdapter code, String self, int program) {
        code.iconst(program);
        code.invokevirtual(self, "places", "(I)[I", false);
    }

    /** What computes a member's products, given the model and the member's number. */
    static void productBlock(InstructionAdapter code, String self) {
        code.invokevirtual(self, "productBlock", "(I)" + JvmTypes.PRODUCT_BLOCK.getDescriptor(), false);
    }

    private void self() {
        code.load(0, Type.getObjectType(self));
    }

    private void reserve(Action.Reserve reserve) {
        self();
        doors().extent(reserve.reals());
        doors().extent(reserve.ints());
        code.invokevirtual(self, "reserve", "(JJ)V", false);
        arena("#arena", types.isDouble() ? "f64" : "f32", types.array(types.real()));
        arena("#ints", "i32", types.array(Type.INT_TYPE));
        clock.start(code);
    }

    private void arena(String name, String field, Type type) {
        self();
        code.getfield(self, field, type.getDescriptor());
        code.store(declare(name, type), type);
    }

    /** An extent as an int; only after {@code reserve} has refused what does not fit. */
    void offset(Extent extent) {
        doors().extent(extent);
        code.cast(Type.LONG_TYPE, Type.INT_TYPE);
    }

    /** A size as an int; only after {@code reserve} has refused what does not fit. */
    void offset(Size size) {
        doors().size(size);
        code.cast(Type.LONG_TYPE, Type.INT_TYPE);
    }

    private void copy(Action.Copy copy) {
        Input input = copy.input();
        if (input.type().isScalar()) {
            boolean real = input.type().element() == Element.REAL;
            Type element = real ? types.real() : Type.INT_TYPE;
            arenaOf(real);
            offset(copy.offset());
            code.load(slots.get(input.path()), types.of(input));
            code.astore(element);
        } else {
            code.load(slots.get(input.path()), types.of(input));
            arenaOf(false);
            offset(copy.offset());
            code.invokestatic(DOORS, "toInts", "([Z[II)V", false);
        }
    }

    void arenaOf(boolean reals) {
        code.load(slots.get(reals ? "#arena" : "#ints"), types.array(reals ? types.real() : Type.INT_TYPE));
    }

    private void run(KernelMethod kernel) {
        calls().kernel(kernel, whole(kernel.split()));
        clock.note(code, kernel);
    }

    /** All of a kernel, by the caller alone. */
    private CallCode.Range whole(Optional<Split> split) {
        return new CallCode.Range() {
            @Override
            public void from() {
                code.iconst(0);
            }

            @Override
            public void to() {
                offset(split.orElseThrow().extent());
            }

            @Override
            public void member() {
                code.iconst(0);
            }
        };
    }

    /** Two loops one after the other may count in one place. */
    private int slotOfTurn(String local) {
        return slots.containsKey(local) ? slots.get(local) : declare(local, Type.INT_TYPE);
    }

    private DoorCode doors() {
        return new DoorCode(code, slots::get, inputs::get);
    }

    private CallCode calls() {
        return new CallCode(code, types, homes, slots::get);
    }

    // ---- several threads

    /** Hands out the call to the team, if there is one. */
    private void together(Crew crew) {
        Label alone = new Label();
        self();
        code.invokevirtual(self, "hasTeam", "()Z", false);
        code.ifeq(alone);
        crew.inputs().forEach((input, place) -> give("inputs", OBJECTS, place, input, inputs.get(input)));
        crew.sizes().forEach((size, place) -> give("sizes", INTS, place, size, Type.INT_TYPE));
        self();
        code.iconst(crew.program());
        code.invokevirtual(self, "together", "(I)Z", false);
        code.ifne(apart);
        code.mark(alone);
    }

    private void give(String field, Type array, int place, String local, Type type) {
        self();
        code.getfield(self, field, array.getDescriptor());
        code.iconst(place);
        code.load(slots.get(local), type);
        code.astore(array.getElementType());
    }

    /** A scalar of the persistent part, which every call may read. */
    void scalar(int offset) {
        self();
        code.getfield(
                self,
                types.isDouble() ? "f64" : "f32",
                types.array(types.real()).getDescriptor());
        code.iconst(offset);
        code.aload(types.real());
    }

    int temporary(Type type) {
        return declare("#temporary" + nextSlot, type);
    }
}
