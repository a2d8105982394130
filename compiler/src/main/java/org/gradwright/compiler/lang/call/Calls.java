// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwright.compiler.lang.builtin.Arguments;
import org.gradwright.compiler.lang.builtin.Builtin;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.expression.CallEvaluator;
import org.gradwright.compiler.lang.expression.Evaluator;
import org.gradwright.compiler.lang.scope.Blame;
import org.gradwright.compiler.lang.scope.CallSite;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.scope.DefinedFunction;
import org.gradwright.compiler.lang.scope.Frame;
import org.gradwright.compiler.lang.scope.Owner;
import org.gradwright.compiler.lang.scope.SuppliedParameter;
import org.gradwright.compiler.lang.session.Session;
import org.gradwright.compiler.lang.syntax.Argument;
import org.gradwright.compiler.lang.syntax.Definition;
import org.gradwright.compiler.lang.syntax.Expression;
import org.gradwright.compiler.lang.syntax.Name;
import org.gradwright.compiler.lang.syntax.Path;
import org.gradwright.compiler.lang.value.ActualArgument;
import org.gradwright.compiler.lang.value.Callee;
import org.gradwright.compiler.lang.value.SharedLayer;
import org.gradwright.compiler.lang.value.Value;

/** Calls of defs, of built-ins and of shared layers. */
public final class Calls implements CallEvaluator {
    /** How deep calls may be nested. */
    static final int DEPTH = 64;

    private final Session session;
    private final BlockRunner blocks;
    private final Evaluator evaluator;
    private final Formals formals;
    private final CustomGradients gradients;

    /** @param blocks carries out the bodies of defs */
    public Calls(Session session, BlockRunner blocks) {
        this.session = session;
        this.blocks = blocks;
        this.evaluator = new Evaluator(session, this);
        this.formals = new Formals(session, evaluator);
        this.gradients = new CustomGradients(session, blocks);
    }

    /** Evaluates expressions, the calls in them by this. */
    public Evaluator evaluator() {
        return evaluator;
    }

    @Override
    public Value call(Expression.Call e, Context context) {
        Value callee = evaluator.evaluate(e.callee(), context);
        requireNoRecursion(e, callee, context);
        List<ActualArgument> arguments = new ArrayList<>();
        for (Argument argument : e.arguments()) {
            arguments.add(argument(argument, context));
        }
        CallSite site =
                new CallSite(e.span(), e.callee().span(), e.callee().span().text());
        return apply(callee, arguments, site, context);
    }

    private ActualArgument argument(Argument argument, Context context) {
        Value value = evaluator.evaluate(argument.value(), context);
        return new ActualArgument(
                argument.name().map(Path::text),
                value,
                argument.span(),
                argument.name().map(Path::span).orElse(argument.value().span()),
                Optional.of(argument.value()));
    }

    /** Applies a function or a layer; a function that lacks its tensors waits for them. */
    private Value apply(Value callee, List<ActualArgument> arguments, CallSite site, Context context) {
        if (callee instanceof Value.Layer layer) {
            return shared(layer.shared(), arguments, site, context);
        }
        if (callee instanceof Value.Function function) {
            return function(function.callee(), merged(function, arguments), site, context, null);
        }
        throw Fault.of(Diagnostic.error("G0219", site.callee(), "`" + site.name() + "` is not a function")
                .label(callee.describe()));
    }

    private Value shared(SharedLayer layer, List<ActualArgument> arguments, CallSite site, Context context) {
        Value result = function(layer.function().callee(), merged(layer.function(), arguments), site, context, layer);
        layer.use(site.callee());
        return result;
    }

    private static List<ActualArgument> merged(Value.Function function, List<ActualArgument> arguments) {
        List<ActualArgument> all = new ArrayList<>(arguments);
        for (ActualArgument setting : function.settings()) {
            Optional<ActualArgument> again = arguments.stream()
                    .filter(a -> a.name().isPresent() && a.name().equals(setting.name()))
                    .findFirst();
            if (again.isPresent()) {
                throw Fault.of(
                        ActualArgument.twice(again.get().span(), setting.name().orElseThrow()));
            }
            all.add(setting);
        }
        return all;
    }

    private Value function(
            Callee callee, List<ActualArgument> arguments, CallSite site, Context context, SharedLayer shared) {
        if (waits(callee, arguments) && shared == null) {
            return new Value.Function(callee, arguments);
        }
        if (callee instanceof DefinedFunction defined) {
            return defined(defined, arguments, site, context, shared);
        }
        return builtIn((Builtin) callee, arguments, site, context);
    }

    private static boolean waits(Callee callee, List<ActualArgument> arguments) {
        List<String> tensors = callee.tensorFormals();
        return !tensors.isEmpty()
                && arguments.stream()
                        .noneMatch(a -> a.name().isEmpty() || a.name().get().equals(tensors.get(0)));
    }

    private Value builtIn(Builtin builtin, List<ActualArgument> arguments, CallSite site, Context context) {
        Map<String, ActualArgument> matched = formals.match(builtin, arguments, site);
        Arguments given = new Arguments(session, builtin, matched, site, context);
        return session.guarded(site.callee(), () -> builtin.body().apply(given));
    }

    private Value defined(
            DefinedFunction callee,
            List<ActualArgument> arguments,
            CallSite site,
            Context context,
            SharedLayer shared) {
        requireDepth(site, context);
        String path = shared != null
                ? shared.path()
                : context.owner().map(Owner::path).orElse("");
        Frame frame = Frame.call(callee, path, context, site, shared);
        try {
            return run(callee, arguments, frame);
        } catch (Fault fault) {
            throw Blame.leaving(fault, frame);
        }
    }

    private Value run(DefinedFunction callee, List<ActualArgument> arguments, Frame frame) {
        Definition definition = callee.definition();
        Context inside = Context.of(frame);
        inherit(frame);
        formals.bind(callee, arguments, inside);
        blocks.run(definition.body(), inside);
        frame.supplies().forEach((name, supply) -> requireUsed(name, supply, frame));
        Value result = result(frame);
        return definition.gradient().isEmpty() ? result : gradients.apply(definition, result, inside);
    }

    /** Parameters that were supplied to the caller for a layer below the name of this call's statement. */
    private static void inherit(Frame frame) {
        Context caller = frame.caller().orElseThrow();
        String local = frame.shared()
                .map(layer -> Name.spelling(layer.name()))
                .or(() -> caller.owner().map(Owner::local))
                .orElse("?");
        String prefix = local.isEmpty() ? "" : local + ".";
        caller.frame().supplies().forEach((name, supply) -> {
            if (name.startsWith(prefix)) {
                frame.supplies().put(name.substring(prefix.length()), supply);
            }
        });
    }

    private void requireUsed(String name, SuppliedParameter supply, Frame frame) {
        boolean own = frame.caller().orElseThrow().frame().supplies().values().stream()
                .noneMatch(supply::equals);
        if (own && !supply.isUsed()) {
            throw Fault.of(formals.unknown(frame, name, supply.nameSpan()));
        }
    }

    private static Value result(Frame frame) {
        Definition definition = frame.callee().orElseThrow().definition();
        List<Value> values = frame.returned()
                .orElseThrow(() -> Fault.of(Diagnostic.error(
                                "G0317", definition.name().span(), "`" + definition.name() + "` returns nothing")
                        .help("end it with `return ...`")));
        if (values.contains(Value.Poison.POISON)) {
            throw Fault.silent();
        }
        return values.size() == 1 ? values.get(0) : new Value.ListValue(values);
    }

    private static void requireDepth(CallSite site, Context context) {
        if (context.frame().depth() >= DEPTH) {
            throw Fault.of(Diagnostic.error("G0017", site.callee(), "calls are nested at most " + DEPTH + " deep")
                    .help("let one def do the work of several"));
        }
    }

    /** A def that is called by its own name while it is at work would never end. */
    private static void requireNoRecursion(Expression.Call e, Value callee, Context context) {
        boolean byName = e.callee() instanceof Expression.Reference reference
                && context.scope().find(reference.name().text()).isEmpty();
        if (!byName
                || !(callee instanceof Value.Function function)
                || !(function.callee() instanceof DefinedFunction d)) {
            return;
        }
        for (Frame f = context.frame();
                !f.isFile();
                f = f.caller().orElseThrow().frame()) {
            if (f.callee()
                    .orElseThrow()
                    .definition()
                    .span()
                    .equals(d.definition().span())) {
                throw Fault.of(Diagnostic.error("G0316", e.callee().span(), "`" + d.name() + "` calls itself")
                        .help("there is no recursion; write a `for` loop"));
            }
        }
    }
}
