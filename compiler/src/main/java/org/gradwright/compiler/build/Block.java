// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.gradwright.compiler.build.Scope.Symbol;

/**
 * Statements, one after the other: of the model, of a def or of a loop. Every method throws {@link ModelError} when the
 * statement is wrong; statements of a def or loop are checked when these are used.
 */
public abstract class Block {
    private final Script script;
    private final Scope scope;
    private final Definitions definitions;

    Block(Script script, Scope scope, Definitions definitions) {
        this.script = script;
        this.scope = scope;
        this.definitions = definitions;
    }

    /** Takes the lines of a statement in. */
    abstract void write(String lines);

    /** {@code name = value}: a layer in the value gets the name. */
    public final Term let(String name, Object value) {
        Term term = use(Terms.of(value));
        write(Spelling.name(name) + " = " + term);
        return bound(name);
    }

    /** {@code name : type = value}: asserts the type. */
    public final Term let(String name, Type type, Object value) {
        Term term = use(Terms.of(value));
        write(Spelling.name(name) + " : " + use(type) + " = " + term);
        return bound(name);
    }

    /** {@code a, b = value}: one name for each of several results. */
    public final List<Term> let(List<String> names, Object value) {
        Term term = use(Terms.of(value));
        write(names.stream().map(Spelling::name).collect(Collectors.joining(", ")) + " = " + term);
        return names.stream().map(this::bound).toList();
    }

    /** A layer that is a method of yours: what it creates is found below the name. */
    public final Term let(String name, Body.Plain body) {
        Function function = definitions.anonymous(name, scope, List.of(), (b, none) -> body.in(b));
        return let(name, function.of());
    }

    /** {@code param name : type = start}; the start is a number, a list or an initialiser such as {@code normal(0.02)}. */
    public final Term param(String name, Type type, Object start) {
        return declare("param", name, type, start);
    }

    /** {@code param name = start}: one trained number. */
    public final Term param(String name, Object start) {
        Term term = use(Terms.of(start));
        write("param " + Spelling.name(name) + " = " + term);
        return bound(name);
    }

    /** {@code state name : type = start}: kept and saved, but not trained. */
    public final Term state(String name, Type type, Object start) {
        return declare("state", name, type, start);
    }

    private Term declare(String word, String name, Type type, Object start) {
        Term term = use(Terms.of(start));
        write(word + " " + Spelling.name(name) + " : " + use(type) + " = " + term);
        return bound(name);
    }

    /** {@code next state = value}: the state's value in the next training step. */
    public final void next(Term state, Object value) {
        Term term = use(Terms.of(value));
        write("next " + use(state) + " = " + term);
    }

    /** {@code layer name = f}: one set of parameters, however often it is applied. */
    public final Function layer(String name, Term function) {
        write("layer " + Spelling.name(name) + " = " + use(function));
        return new Function(symbol(name), List.of());
    }

    /** A shared layer that is a method of yours, with one formal. */
    public final Function layer(String name, Body.Unary body) {
        return layer(name, List.of(Formal.of("argument")), (b, x) -> body.in(b, x.get(0)));
    }

    /** A shared layer that is a method of yours. */
    public final Function layer(String name, List<Formal> formals, Body.Many body) {
        return layer(name, definitions.anonymous(name, scope, formals, body).of());
    }

    /**
     * {@code for}: writes the body once for each item, with parameters of its own, {@code name[0].W} and so on. The body's
     * result is the next iteration's value; after the loop, the name is the last one.
     *
     * @param items a number of iterations, a list, or a term such as {@link Terms#range}
     */
    public final Term loop(String name, Object start, Object items, Body.Binary body) {
        return loop(List.of(name), List.of(start), items, (b, x, item) -> body.in(b, x.get(0), item))
                .get(0);
    }

    /** A loop that carries several values. */
    public final List<Term> loop(List<String> names, List<?> starts, Object items, Body.Carrying body) {
        requireStarts(names, starts);
        return repeated("for", names, starts, items instanceof Integer count ? Terms.range(0, count) : items, body);
    }

    private List<Term> repeated(String word, List<String> names, List<?> starts, Object items, Body.Carrying body) {
        Term over = use(Terms.of(items));
        List<String> carried = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            carried.add(Spelling.name(names.get(i)) + " = " + use(Terms.of(starts.get(i))));
        }
        String item = names.get(0) + "_item";
        var inside = new Nested(script, scope.loop(), definitions);
        Term next = inside.use(body.in(inside, inside.bound(names), inside.bound(item)));
        inside.write(
                names.stream().map(n -> "next " + Spelling.name(n)).collect(Collectors.joining(", ")) + " = " + next);
        write(word + " " + Spelling.name(item) + " in " + over + " with " + String.join(", ", carried) + " "
                + inside.braces());
        return bound(names);
    }

    /**
     * {@code scan}: a loop at run time over the steps of a tensor, with one body. The body's result is what the next step
     * begins with; after the loop, the name is the last one.
     *
     * @param steps {@link Functions#steps}
     */
    public final Term scan(String name, Object start, Term steps, Body.Binary body) {
        return scan(List.of(name), List.of(start), steps, (b, x, item) -> body.in(b, x.get(0), item))
                .get(0);
    }

    /** A loop at run time that carries several values. */
    public final List<Term> scan(List<String> names, List<?> starts, Term steps, Body.Carrying body) {
        requireStarts(names, starts);
        return repeated("scan", names, starts, steps, body);
    }

    private static void requireStarts(List<String> names, List<?> starts) {
        if (names.isEmpty() || names.size() != starts.size()) {
            throw new ModelError("a loop has one start for each of its names, and at least one");
        }
    }

    /** {@code emit name = value}, in a loop: after it, {@link #name} is the stack of all. */
    public final void emit(String name, Object value) {
        Term term = use(Terms.of(value));
        write("emit " + Spelling.name(name) + " = " + term);
    }

    /** {@code if}: picks statements by a condition that is known when compiling; what they bind belongs to this block. */
    public final void when(Object condition, Consumer<Block> then, Consumer<Block> otherwise) {
        Term term = use(Terms.of(condition));
        var yes = new Nested(script, scope, definitions);
        var no = new Nested(script, scope, definitions);
        then.accept(yes);
        otherwise.accept(no);
        write("if " + term + " " + yes.braces() + " else " + no.braces());
    }

    /** A name of this block: a size in a formal's type, or what a loop has emitted. */
    public final Term name(String name) {
        return bound(name);
    }

    /** The term, whose names are in use here. */
    final Term use(Term term) {
        term.symbols().forEach(scope::use);
        return term;
    }

    final Type use(Type type) {
        type.symbols().forEach(scope::use);
        return type;
    }

    final Term bound(String name) {
        return Term.name(symbol(name));
    }

    final List<Term> bound(List<String> names) {
        return names.stream().map(this::bound).toList();
    }

    final Symbol symbol(String name) {
        return new Symbol(name, scope, false);
    }

    final Script script() {
        return script;
    }

    final Scope scope() {
        return scope;
    }

    final Definitions definitions() {
        return definitions;
    }
}
