// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.header;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Diagnostics;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.diagnostic.SourceFile;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.diagnostic.Suggestions;
import org.gradwright.compiler.lang.expression.Evaluator;
import org.gradwright.compiler.lang.scope.Binding;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.scope.Frame;
import org.gradwright.compiler.lang.scope.Library;
import org.gradwright.compiler.lang.session.Session;
import org.gradwright.compiler.lang.syntax.Definition;
import org.gradwright.compiler.lang.syntax.Expression;
import org.gradwright.compiler.lang.syntax.Item;
import org.gradwright.compiler.lang.syntax.Name;
import org.gradwright.compiler.lang.syntax.Parser;
import org.gradwright.compiler.lang.syntax.Statement;
import org.gradwright.compiler.lang.value.Value;

/** What holds for the whole file wherever it stands: name, precision, defs, constants, free sizes. */
public final class Header {
    private static final String DEFAULT_NAME = "Model";

    private final Session session;
    private final Evaluator evaluator;
    private final Map<String, String> overrides;
    private final DimensionConstraints constraints;
    private final FixedSizes fixedSizes;
    private Optional<Name> name = Optional.empty();
    private Optional<Item.Precision> precision = Optional.empty();

    /**
     * @param overrides constants by name, as the language writes them, in place of the file's
     * @param fixedSizes what {@code dim} lines and inputs have in place of free sizes
     */
    public Header(Session session, Evaluator evaluator, Map<String, String> overrides, FixedSizes fixedSizes) {
        this.session = session;
        this.evaluator = evaluator;
        this.overrides = overrides;
        this.constraints = new DimensionConstraints(session, evaluator);
        this.fixedSizes = fixedSizes;
    }

    /** The name of the graph; {@code Model} if no line gives one. */
    public String name() {
        return name.map(Name::text).orElse(DEFAULT_NAME);
    }

    /** What the {@code precision} line says. */
    public Optional<Precision> precision() {
        return precision.map(p -> p.name().text().equals("f64") ? Precision.F64 : Precision.F32);
    }

    /**
     * Reads defs, constants, name and precision of a file, or of the next part of it, and reports what is wrong with
     * them.
     *
     * @param context the file's
     */
    public void read(List<Item> items, Context context) {
        items.forEach(this::definition);
        for (Item item : items) {
            try {
                session.guarded(item.span(), () -> {
                    read(item, context);
                    return null;
                });
            } catch (Fault fault) {
                session.report(fault, context);
            }
        }
        requireKnownOptions(items, context);
    }

    private void definition(Item item) {
        if (item instanceof Definition definition) {
            String defined = definition.name().text();
            Optional<Definition> before = session.model().definition(defined);
            if (before.isPresent()) {
                session.diagnostics()
                        .add(twice(definition.name(), before.get().name().span()));
            } else {
                session.model().define(definition);
            }
        }
    }

    private static Diagnostic twice(Name name, Span before) {
        return Diagnostic.error("G0302", name.span(), "`" + name.spelling() + "` already has a value")
                .label("bound at " + before.seenFrom(name.span()))
                .help("give one of the two another name");
    }

    private void read(Item item, Context context) {
        if (item instanceof Item.GraphName graph) {
            name.ifPresent(before ->
                    session.diagnostics().add(again("graph", graph.name().span(), before.span())));
            name = Optional.of(graph.name());
        } else if (item instanceof Item.Precision line) {
            precision.ifPresent(before -> session.diagnostics().add(again("precision", line.span(), before.span())));
            precision = Optional.of(line);
        } else if (item instanceof Item.Constant constant) {
            constant(constant, context);
        } else if (item instanceof Statement.Broken broken) {
            broken.names().forEach(n -> poison(n));
        }
    }

    private static Diagnostic again(String what, Span span, Span before) {
        return Diagnostic.error("G0302", span, "`" + what + "` is said twice")
                .label("first at " + before.seenFrom(span))
                .help("delete one of them");
    }

    private void poison(Name broken) {
        String text = broken.text();
        if (session.model().definition(text).isEmpty()
                && session.model().constant(text).isEmpty()) {
            session.model().set(text, Binding.of(Value.Poison.POISON, broken.span(), Binding.Kind.LET));
        }
    }

    private void constant(Item.Constant constant, Context context) {
        String text = constant.name().text();
        Optional<Span> before = session.model()
                .constant(text)
                .map(Binding::span)
                .or(() -> session.model().definition(text).map(d -> d.name().span()));
        if (before.isPresent()) {
            throw Fault.of(twice(constant.name(), before.get()));
        }
        session.model()
                .set(text, Binding.of(Value.Poison.POISON, constant.name().span(), Binding.Kind.LET));
        Value value = override(text).orElseGet(() -> value(constant.value(), context));
        session.model().set(text, Binding.of(value, constant.name().span(), Binding.Kind.LET));
    }

    private Value value(Expression e, Context context) {
        Value value = evaluator.evaluate(e, context.unowned());
        boolean fixed = value instanceof Value.Decimal
                || value instanceof Value.Whole
                || value instanceof Value.Bool
                || value instanceof Value.Text
                || value instanceof Value.ListValue
                || value instanceof Value.Range
                || value == Value.None.NONE;
        if (!fixed) {
            throw Fault.of(Diagnostic.error("G0240", e.span(), "a constant is a number, a condition, a text or a list")
                    .label(value.describe()));
        }
        return value;
    }

    private Optional<Value> override(String constant) {
        return Optional.ofNullable(overrides.get(constant)).map(text -> parsed(constant, text));
    }

    /** The value of {@code --const name=value}, which is written as in the language. */
    private Value parsed(String constant, String text) {
        SourceFile line = new SourceFile("--const", "const " + Name.spelling(constant) + " = " + text + "\n");
        Diagnostics found = new Diagnostics();
        List<Item> items = Parser.parse(line, found).items();
        if (found.hasErrors() || items.size() != 1 || !(items.get(0) instanceof Item.Constant only)) {
            throw Fault.of(Diagnostic.error("G0019", Span.onLine(line, 1, 1, 2), "`" + text + "` is no constant")
                    .help("write a number, true, false, a text in quotes or a list"));
        }
        return value(only.value(), Context.of(Frame.file(new Library(false))));
    }

    /**
     * Reads {@code dim time where time <= 64}.
     *
     * @throws Fault when no size fits the constraint, the caller's does not, or the name has a value
     */
    public void dimension(Item.Dimension item, Context context) {
        String dimension = item.name().text();
        Dim dim = constraints.read(item, context);
        session.dimensions().declare(dim);
        Value size = new Value.Whole(fixedSizes.of(dim, item).orElse(Size.free(dimension)));
        session.names().bind(item.name(), Binding.of(size, item.name().span(), Binding.Kind.SIZE), context);
    }

    private void requireKnownOptions(List<Item> items, Context context) {
        Set<String> constants = new HashSet<>(session.model().constants().keySet());
        for (Map.Entry<String, String> option : overrides.entrySet()) {
            if (!constants.contains(option.getKey())) {
                SourceFile line = new SourceFile("--const", option.getKey() + "=" + option.getValue());
                session.diagnostics()
                        .add(Diagnostic.error(
                                        "G0301",
                                        Span.onLine(line, 1, 1, option.getKey().length() + 1),
                                        "no constant is named `" + option.getKey() + "`")
                                .label(Suggestions.closest(option.getKey(), constants)
                                        .map(n -> "did you mean `" + n + "`?")
                                        .orElse("")));
            }
        }
        fixedSizes.bind(items, context);
    }
}
