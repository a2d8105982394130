// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.diagnostic.Suggestions;
import org.gradwright.compiler.lang.scope.Binding;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.scope.DefinedFunction;
import org.gradwright.compiler.lang.scope.Library;
import org.gradwright.compiler.lang.syntax.Definition;
import org.gradwright.compiler.lang.syntax.Name;
import org.gradwright.compiler.lang.syntax.Words;
import org.gradwright.compiler.lang.value.Callee;
import org.gradwright.compiler.lang.value.Value;
import org.gradwright.compiler.op.Ops;

/** Finds and binds names. There is one namespace; names of the model win over those of the standard library. */
public final class Names {
    private final Session session;

    Names(Session session) {
        this.session = session;
    }

    /**
     * What a name stands for.
     *
     * @throws Fault when it stands for nothing, or its own statement has failed
     */
    public Binding resolve(Name name, Context context) {
        Binding binding = find(name.text(), context).orElseThrow(() -> Fault.of(unknown(name, context)));
        if (binding.isPoison()) {
            throw Fault.silent();
        }
        return binding;
    }

    /**
     * What a name stands for, poison included: in the block and those around it, among the constants and defs of its
     * file, among the defs of the standard library, among the built-in functions; nothing if it is in none of them.
     */
    public Optional<Binding> find(String name, Context context) {
        Library library = context.frame().library();
        return context.scope()
                .find(name)
                .or(() -> library.constant(name))
                .or(() -> definition(library, name))
                .or(() -> definition(session.standard(), name))
                .or(() -> builtIn(name));
    }

    private static Optional<Binding> definition(Library library, String name) {
        return library.definition(name)
                .map(d -> function(new DefinedFunction(d, library), d.name().span()));
    }

    private Optional<Binding> builtIn(String name) {
        return switch (name) {
            case "infinity" -> Optional.of(fixed(Value.Decimal.of(Double.POSITIVE_INFINITY)));
            case "pi" -> Optional.of(fixed(Value.Decimal.of(Math.PI)));
            case "training" ->
                Optional.of(fixed(new Value.Tensor(Ops.at(Origin.NONE).training())));
            default -> Optional.ofNullable(session.builtins().get(name)).map(b -> function(b, null));
        };
    }

    private static Binding fixed(Value value) {
        return Binding.of(value, null, Binding.Kind.LET);
    }

    private static Binding function(Callee callee, Span span) {
        return Binding.of(new Value.Function(callee, List.of()), span, Binding.Kind.LET);
    }

    /** Whether a name is taken in the model, so that nothing else may have it. */
    private Optional<Span> taken(String name, Context context) {
        Library library = context.frame().library();
        return context.scope()
                .find(name)
                .or(() -> library.constant(name))
                .map(Binding::span)
                .or(() -> library.definition(name).map(Definition::name).map(Name::span));
    }

    /**
     * Binds a name in the block.
     *
     * @throws Fault when it has a value
     */
    public void bind(Name name, Binding binding, Context context) {
        requireFree(name, context);
        context.scope().put(name.text(), binding);
    }

    /**
     * Demands that a name may be bound.
     *
     * @throws Fault when it has a value
     */
    public void requireFree(Name name, Context context) {
        Optional<Span> before = taken(name.text(), context);
        if (before.isPresent()) {
            throw Fault.of(rebound(name, before.get(), context));
        }
    }

    /** A name whose statement failed: its uses cause no further message. */
    public void poison(Name name, Context context) {
        if (taken(name.text(), context).isEmpty()) {
            context.scope().put(name.text(), Binding.of(Value.Poison.POISON, name.span(), Binding.Kind.LET));
        }
    }

    private Diagnostic rebound(Name name, Span before, Context context) {
        Diagnostic error = Diagnostic.error("G0302", name.span(), "`" + name.spelling() + "` already has a value")
                .label("bound at " + before.seenFrom(name.span()));
        String line = Origins.of(name.span()).statement();
        boolean statement = line.startsWith(name.spelling() + " =") && Words.isPlainName(name.text());
        String other = Name.spelling(freeName(name.text(), context));
        String example = statement ? other + line.substring(name.spelling().length()) : other;
        return error.help(
                "a name is bound once, parameters are called after it: write `" + example + "`; for a chain see `for`");
    }

    /** The name with the least number behind it, from 2 on, that stands for nothing. */
    public String freeName(String name, Context context) {
        int number = 2;
        while (find(name + number, context).isPresent()) {
            number++;
        }
        return name + number;
    }

    Diagnostic unknown(Name name, Context context) {
        Diagnostic error = Diagnostic.error("G0301", name.span(), "nothing is named `" + name.spelling() + "`");
        Optional<String> near = Suggestions.closest(name.text(), visible(context));
        if (near.isEmpty()) {
            return error.help(remedy(name, context));
        }
        Span place = find(near.get(), context).map(Binding::span).orElse(null);
        boolean inModel = place != null && !isStandard(place);
        String where = inModel ? " (" + place.seenFrom(name.span()) + ")" : "";
        return error.label("did you mean `" + Name.spelling(near.get()) + "`" + where + "?");
    }

    private boolean isStandard(Span span) {
        return session.standard().definitions().stream().anyMatch(d -> d.span().file() == span.file());
    }

    private static String remedy(Name name, Context context) {
        String bind = "bind it above this line, `" + name.spelling() + " = ...`";
        return context.frame().isFile() ? bind : bind + "; a def sees its formals, constants and other defs only";
    }

    private List<String> visible(Context context) {
        List<String> names = new ArrayList<>(context.scope().names());
        Library library = context.frame().library();
        names.addAll(library.constants().keySet());
        library.definitions().forEach(d -> names.add(d.name().text()));
        session.standard().definitions().forEach(d -> names.add(d.name().text()));
        names.addAll(session.builtins().keySet());
        names.addAll(List.of("training", "infinity", "pi"));
        return names;
    }
}
