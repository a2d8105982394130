// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradwright.compiler.fuse.Repeat;
import org.gradwright.compiler.fuse.Split;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.kernel.Buffer;
import org.gradwright.compiler.kernel.Code;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Call;
import org.gradwright.compiler.kernel.Expr.Given;
import org.gradwright.compiler.kernel.Expr.Local;
import org.gradwright.compiler.kernel.Expr.Whole;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Givens;
import org.gradwright.compiler.kernel.Kernel;
import org.gradwright.compiler.kernel.Rewriting;
import org.gradwright.compiler.kernel.Scalar;
import org.gradwright.compiler.kernel.Stmt;
import org.gradwright.compiler.plan.Extent;
import org.gradwright.compiler.plan.MemoryPlan.ProgramPlan;
import org.gradwright.compiler.plan.Placement;

/** From a kernel on buffers to a method on arrays: adds the planned offsets and gives everything its name. */
final class Addressing {
    static final String REALS = "#arena";
    static final String INTS = "#ints";
    static final String KEY = "#key";
    static final String STEP_NUMBER = "#stepNumber";
    static final String PRODUCTS = "#products";
    static final String PLACES = "#places";
    static final String AT = "#at";

    private static final List<String> OUTER = List.of("i", "j", "l", "m", "o");
    private static final List<String> INNER = List.of("k", "q", "r", "s");

    private final ProgramPlan plan;
    private final Optional<Split> split;
    private final Names names = new Names();
    private final Map<String, KernelMethod.Parameter> parameters = new LinkedHashMap<>();
    private final Map<Extent, Local> offsets = new LinkedHashMap<>();
    private final Kernel kernel;
    private final Kernel whole;
    private final Optional<PlaceTable> table;
    private final Map<Buffer, Local> told = new LinkedHashMap<>();
    private final Rewriting renaming = new Rewriting(this::leaf, new Arrays());

    /**
     * @param whole the kernel of which this one is a part of the vector form, or the same
     * @param table tells the method where its buffers are; empty where it knows
     */
    private Addressing(
            ProgramPlan plan, Optional<Split> split, Kernel kernel, Kernel whole, Optional<PlaceTable> table) {
        this.plan = plan;
        this.split = split;
        this.kernel = kernel;
        this.whole = whole;
        this.table = table;
    }

    /** As a method that knows where its buffers are; with a table as one that the caller tells, for all kernels of the same code. */
    static KernelMethod place(Kernel kernel, ProgramPlan plan, Precision precision, Optional<PlaceTable> table) {
        Optional<Split> split = Optional.ofNullable(plan.program().splits().get(kernel.name()));
        return new Addressing(plan, split, kernel, kernel, table).run(precision);
    }

    private Placement placement(Buffer buffer) {
        return plan.places().get(kernel.buffer(buffer));
    }

    private KernelMethod run(Precision precision) {
        Set<Buffer> buffers = kernel.code().buffers();
        arrays(buffers);
        Set<Given> givens = kernel.givens();
        givens.stream().filter(Givens::isSize).forEach(g -> given(g, g.name()));
        offsets(buffers);
        givens.stream()
                .filter(g -> !Givens.isSize(g) && !Givens.isMachine(g) && !Givens.isPart(g))
                .forEach(g -> given(g, source(g)));
        if (givens.contains(Givens.member())) {
            given(Givens.member(), Givens.member().name());
        }
        if (split.isPresent() && givens.stream().anyMatch(Givens::isRange)) {
            given(Givens.from(), Givens.from().name());
            given(Givens.to(), Givens.to().name());
        }
        var body = new ArrayList<Stmt>();
        told.forEach((buffer, local) -> body.add(new Stmt.Let(local, toldPlace(buffer))));
        offsets.forEach((offset, local) -> body.add(new Stmt.Let(local, renaming.apply(offset.expr()))));
        body.addAll(renaming.apply(body(kernel.code(), precision)));
        String name = plan.program().name() + "_" + kernel.name();
        var vectorForm = kernel.vectorForm().stream()
                .map(k -> new Addressing(plan, split, k, whole, table).run(precision))
                .toList();
        return new KernelMethod(
                name, kernel.comment(), kernel.line(), List.copyOf(parameters.values()), body, vectorForm, split);
    }

    /** With products computed block by block, where there are such. */
    private List<Stmt> body(Code code, Precision precision) {
        if (code.productForm().isEmpty() || precision != Precision.F32) {
            return code.body();
        }
        String name = names.of(PRODUCTS, PRODUCTS);
        parameters.put(name, new KernelMethod.Parameter(name, Scalar.REAL, false, PRODUCTS));
        return code.productForm();
    }

    private void arrays(Set<Buffer> buffers) {
        var spaces = new LinkedHashSet<Placement.Space>();
        buffers.forEach(b -> spaces.add(placement(b).space()));
        if (spaces.contains(Placement.Space.REALS)) {
            array(Placement.Space.REALS, REALS, Scalar.REAL);
        }
        if (spaces.contains(Placement.Space.INTS)) {
            array(Placement.Space.INTS, INTS, Scalar.INT);
        }
        for (Buffer buffer : buffers) {
            if (placement(buffer).space() == Placement.Space.INPUT) {
                array(buffer, kernel.buffer(buffer).name(), buffer.type());
            }
        }
    }

    private void array(Object key, String source, Scalar type) {
        String name = names.of(key, source);
        parameters.put(name, new KernelMethod.Parameter(name, type, true, source));
    }

    private void offsets(Set<Buffer> buffers) {
        for (Buffer buffer : buffers) {
            Extent offset = placement(buffer).offset();
            if (table.isPresent()) {
                tell(buffer);
            } else if (!offset.isKnown() && !offsets.containsKey(offset)) {
                offset.freeNames().forEach(n -> given(Givens.size(n), n));
                offsets.put(offset, place(buffer));
            }
        }
    }

    private void tell(Buffer buffer) {
        if (placement(buffer).space() == Placement.Space.INPUT) {
            return;
        }
        if (told.isEmpty()) {
            array(PLACES, table.orElseThrow().source(), Scalar.INT);
            String at = names.of(AT, AT);
            parameters.put(at, new KernelMethod.Parameter(at, Scalar.INT, false, AT));
        }
        told.put(buffer, place(buffer));
    }

    private Local place(Buffer buffer) {
        return new Local(names.fresh("at_" + kernel.buffer(buffer).name()), Scalar.INT);
    }

    private Expr toldPlace(Buffer buffer) {
        Expr at = new Local(names.of(AT, AT), Scalar.INT);
        int number = PlaceTable.told(whole, plan).indexOf(kernel.buffer(buffer));
        return new Expr.Load(new Buffer(names.of(PLACES, PLACES), Scalar.INT), at.plus(Expr.whole(number)));
    }

    private void given(Given given, String source) {
        String name = names.of(given, source);
        parameters.putIfAbsent(name, new KernelMethod.Parameter(name, given.type(), false, source));
    }

    /** The name of the caller's local that holds a value which is not a size. */
    /** The local that has the number of a loop's turn. */
    static String turn(Repeat repeat) {
        return source(Givens.turn(repeat.depth()));
    }

    static String source(Given given) {
        if (Givens.isTurn(given)) {
            return given.name();
        }
        return Givens.isStep(given) ? STEP_NUMBER : KEY + Integer.toUnsignedString(Givens.stream(given));
    }

    // ---- renaming

    private Expr leaf(Expr leaf) {
        if (leaf instanceof Local local) {
            return local(local);
        }
        boolean given = leaf instanceof Given g && !Givens.isMachine(g);
        return given ? new Local(names.of(leaf, ((Given) leaf).name()), leaf.type()) : leaf;
    }

    private Local local(Local local) {
        return new Local(names.of(local.name(), () -> wish(local.name())), local.type(), local.varies());
    }

    /** {@code i0 i1 k0} become {@code i j k}; values are called after the model's variables. */
    private static String wish(String name) {
        if (isIndex(name, OUTER)) {
            return OUTER.get(name.charAt(1) - '0');
        }
        if (isIndex(name, INNER)) {
            return INNER.get(name.charAt(1) - '0');
        }
        int value = behindNumber(name, "v");
        if (value > 0) {
            String rest = name.substring(value);
            return rest.isEmpty() || rest.startsWith("_") ? "value" + rest : rest;
        }
        return behindNumber(name, "a") > 0 || behindNumber(name, "na") > 0 ? "sum" : name;
    }

    /** Whether a name is a loop's letter and the number of one of the names to choose from, perhaps with a prime. */
    private static boolean isIndex(String name, List<String> wishes) {
        boolean length = name.length() == 2 || name.length() == 3 && name.charAt(2) == '\'';
        return length
                && name.charAt(0) == (wishes == OUTER ? 'i' : 'k')
                && name.charAt(1) >= '0'
                && name.charAt(1) < '0' + wishes.size();
    }

    /** Where a name goes on behind a letter, a number and an underscore; 0 for any other name. */
    private static int behindNumber(String name, String letter) {
        if (!name.startsWith(letter)) {
            return 0;
        }
        int end = letter.length();
        while (end < name.length() && name.charAt(end) >= '0' && name.charAt(end) <= '9') {
            end++;
        }
        return end > letter.length() && end < name.length() && name.charAt(end) == '_' ? end + 1 : 0;
    }

    /** Buffers lie in arrays, at planned offsets. */
    private final class Arrays implements Rewriting.Place {
        @Override
        public Buffer array(Buffer buffer) {
            if (buffer.equals(Stmt.Product.BLOCK)) {
                return new Buffer(names.of(buffer, buffer.name()), Scalar.REAL);
            }
            return switch (placement(buffer).space()) {
                case REALS -> new Buffer(names.of(Placement.Space.REALS, REALS), Scalar.REAL);
                case INTS -> new Buffer(names.of(Placement.Space.INTS, INTS), Scalar.INT);
                case INPUT -> new Buffer(names.of(buffer, kernel.buffer(buffer).name()), buffer.type());
            };
        }

        @Override
        public Expr of(Buffer buffer, Expr index) {
            if (buffer.equals(Stmt.Product.BLOCK)) {
                return index;
            }
            if (told.containsKey(buffer)) {
                return addConstantLast(index, told.get(buffer));
            }
            Extent offset = placement(buffer).offset();
            if (!offset.isKnown()) {
                return addConstantLast(index, offsets.get(offset));
            }
            int constant = (int) offset.known();
            if (index instanceof Call sum && sum.fn() == Fn.ADD && sum.args().get(1) instanceof Whole whole) {
                return sum.args().get(0).plus(Expr.whole(whole.value() + constant));
            }
            return index.plus(Expr.whole(constant));
        }
    }

    private static Expr addConstantLast(Expr index, Local offset) {
        if (index instanceof Call sum && sum.fn() == Fn.ADD && sum.args().get(1) instanceof Whole) {
            return offset.plus(sum.args().get(0)).plus(sum.args().get(1));
        }
        return offset.plus(index);
    }
}
