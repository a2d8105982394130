// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.gradwright.compiler.build.Scope.Symbol;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.lang.Model;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;

/**
 * Builds a model in Java. Each statement is a line of the language and is carried out at once; {@link #build} gives the
 * graph that the same lines in a file give.
 *
 * <pre>{@code
 * var g = ModelBuilder.named("Mnist");
 * var batch = g.dim("batch");
 * var x = g.input("x", real(batch, 784));
 * var label = g.input("label", i32(batch));
 * var h = g.let("h", std.dense(x, 512).activation(relu));
 * var logits = g.let("logits", std.dense(h, 10));
 * g.output("p", softmax(logits));
 * var loss = g.let("loss", mean(crossEntropy(logits, label)));
 * g.train(loss, adam(0.001));
 * Graph mnist = g.build();
 * }</pre>
 *
 * A builder is used by one thread, and once: after an error it is of no further use.
 */
public final class ModelBuilder extends Block {
    private final List<Train> trains = new ArrayList<>();
    private Optional<Model> model = Optional.empty();

    private ModelBuilder(String name, Script script, Scope scope) {
        super(script, scope, new Definitions(script, scope));
        write("graph " + Spelling.name(name));
    }

    /** A model whose generated class has the name. */
    public static ModelBuilder named(String name) {
        return new ModelBuilder(name, new Script(name), Scope.model());
    }

    @Override
    void write(String lines) {
        requireOpen();
        script().add(lines);
    }

    private void requireOpen() {
        if (model.isPresent()) {
            throw new ModelError("the model is built already");
        }
    }

    /** The precision of all real tensors; without this line, {@code f32}. */
    public void precision(Precision precision) {
        write("precision " + precision.name().toLowerCase(Locale.ROOT));
    }

    /** A size that is known at run time only. */
    public Term dim(String name) {
        write("dim " + Spelling.name(name));
        return bound(name);
    }

    /** A size with a promise, {@code dim("time", t -> lessEqual(t, 64))}: checked at the door, usable in proofs. */
    public Term dim(String name, UnaryOperator<Term> constraint) {
        write("dim " + Spelling.name(name) + " where " + use(constraint.apply(bound(name))));
        return bound(name);
    }

    /** {@code const name = value}: seen inside every def. */
    public Term constant(String name, Object value) {
        Term term = use(Terms.of(value));
        write("const " + Spelling.name(name) + " = " + term);
        return Term.name(new Symbol(name, scope(), true));
    }

    /** {@code input name : type}. */
    public Term input(String name, Type type) {
        write("input " + Spelling.name(name) + " : " + use(type));
        return bound(name);
    }

    /** {@code output name = value}: a result of prediction. */
    public Term output(String name, Object value) {
        Term term = use(Terms.of(value));
        write("output " + Spelling.name(name) + " = " + term);
        return bound(name);
    }

    /** {@code output h}: a result of prediction that has a name already. */
    public void output(Term bound) {
        write("output " + use(bound));
    }

    /** {@code metric name = value}: a number that is reported with each step. */
    public Term metric(String name, Object value) {
        Term term = use(Terms.of(value));
        write("metric " + Spelling.name(name) + " = " + term);
        return bound(name);
    }

    /** {@code metric h}: a number that has a name already. */
    public void metric(Term bound) {
        write("metric " + use(bound));
    }

    /** A def with one formal, {@code argument}. */
    public Function def(String name, Body.Unary body) {
        return def(name, List.of(Formal.of("argument")), (b, x) -> body.in(b, x.get(0)));
    }

    /** A def: the body is run once, now. */
    public Function def(String name, List<Formal> formals, Body.Many body) {
        return definitions().define(name, scope(), formals, body::in);
    }

    /** A def with a gradient of its own, which the body gives by {@link DefBlock#gradient}. */
    public Function customGradient(String name, List<Formal> formals, Custom body) {
        return definitions().define(name, scope(), formals, body::in);
    }

    /** The body of a def with a gradient of its own. */
    @FunctionalInterface
    public interface Custom {
        /** Writes the statements and the gradient, and returns the result. */
        Term in(DefBlock b, List<Term> x);
    }

    /** {@code train loss with optimiser}; the result takes the options. */
    public Train train(Object loss, Term optimiser) {
        return add(new Train(Optional.empty(), use(Terms.of(loss)), use(optimiser)));
    }

    /** {@code train label : loss with optimiser}. */
    public Train train(String label, Object loss, Term optimiser) {
        return add(new Train(Optional.of(label), use(Terms.of(loss)), use(optimiser)));
    }

    private Train add(Train train) {
        trains.add(train);
        return train;
    }

    /**
     * Binds a name to a node of your own: an operation for which the language has no words. Such a model has no
     * {@link #text}.
     *
     * @param node made of {@link #node} of this model's names
     */
    public Term let(String name, Node node) {
        requireOpen();
        script().bind(name, node);
        return bound(name);
    }

    /** The type of a name of the model. @throws ModelError if the term is no such name */
    public TensorType type(Term bound) {
        return node(bound).type();
    }

    /** The node of a name of the model. @throws ModelError if the term is no such name */
    public Node node(Term bound) {
        return script().model()
                .node(bound.toString().replace("`", ""))
                .orElseThrow(() -> new ModelError("`" + bound + "` is no name of a tensor: bind it with `let`"));
    }

    /** The graph. @throws ModelError for what is wrong with its training */
    public Graph build() {
        return model().graph();
    }

    /** What the author should know and need not mend. */
    public List<Diagnostic> warnings() {
        return model().warnings();
    }

    /** The model as a file says it. @throws ModelError if it has nodes of your own, which a file cannot say */
    public String text() {
        model();
        script().requireWords();
        return script().text();
    }

    private Model model() {
        if (model.isEmpty()) {
            trains.forEach(train -> write(train.text()));
            model = Optional.of(script().finish());
        }
        return model.get();
    }
}
