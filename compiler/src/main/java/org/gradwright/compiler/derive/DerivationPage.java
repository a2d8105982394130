// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradwright.compiler.derive.Derivation.Equation;
import org.gradwright.compiler.derive.Derivation.Rule;
import org.gradwright.compiler.derive.Derivation.Step;
import org.gradwright.compiler.derive.Derivation.Way;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.notation.Document;
import org.gradwright.compiler.notation.Document.Block;
import org.gradwright.compiler.notation.Document.Details;
import org.gradwright.compiler.notation.Document.Display;
import org.gradwright.compiler.notation.Document.Heading;
import org.gradwright.compiler.notation.Document.Inline;
import org.gradwright.compiler.notation.Document.Line;
import org.gradwright.compiler.notation.Document.Mathematics;
import org.gradwright.compiler.notation.Document.Paragraph;
import org.gradwright.compiler.notation.Document.Table;
import org.gradwright.compiler.notation.Document.Text;
import org.gradwright.compiler.notation.Formula;
import org.gradwright.compiler.notation.Formula.Element;
import org.gradwright.compiler.notation.Formula.Folded;
import org.gradwright.compiler.notation.Formula.Relation;
import org.gradwright.compiler.notation.Formula.Symbol;
import org.gradwright.compiler.notation.Formulas;

/** A derivation as a text: the equations, the rules, the steps backwards, the results. */
public final class DerivationPage {
    private final Derivation derivation;
    /** Numbers, for those who want to follow the calculation; empty without. */
    private final Map<Node, Tensor> values;

    private final List<Block> blocks = new ArrayList<>();

    private DerivationPage(Derivation derivation, Map<Node, Tensor> values) {
        this.derivation = derivation;
        this.values = values;
    }

    /** @param values numbers for equations and steps, by the nodes that compute them; may be empty */
    public static Document of(Derivation derivation, Map<Node, Tensor> values) {
        return new DerivationPage(derivation, values).document();
    }

    private Document document() {
        forward();
        backward();
        results();
        rules();
        return new Document("The gradients of " + derivation.model(), blocks);
    }

    private void forward() {
        heading(1, new Text("Forward"));
        say(new Text(
                "∘ multiplies element by element, ᵀ transposes, [c] is 1 where c holds and else 0. What has fewer axes"
                        + " than its neighbour is repeated for each example."));
        show(derivation.forward().stream()
                .flatMap(e -> Stream.concat(Stream.of(equation(e)), elements(e.elements())))
                .toList());
        if (!values.isEmpty()) {
            numbers(derivation.forward().stream()
                    .map(e -> Map.entry(e.left(), e.value()))
                    .toList());
        }
    }

    private Line equation(Equation equation) {
        String place = equation.origin().line() == 0
                ? ""
                : ", line " + equation.origin().line();
        return new Line(
                Optional.of(equation.left()), "=", equation.right(), false, remark(size(equation.type()) + place));
    }

    private static Stream<Line> elements(List<Relation> elements) {
        return elements.stream()
                .map(e -> new Line(Optional.of(e.left()), e.sign(), e.right(), false, remark("each element")));
    }

    private static List<Inline> remark(String text) {
        return List.of(new Text(text));
    }

    private static String size(TensorType type) {
        return type.isScalar()
                ? "one number"
                : type.shape().toString().replace(",", " ×").replaceAll("[\\[\\]]", "");
    }

    private void backward() {
        heading(1, new Text("Backward"));
        say(
                new Text("From "),
                new Mathematics(derivation.of()),
                new Text(
                        " towards the parameters: each derivative is the sum of what comes back from the values that read"
                                + " it."));
        if (!derivation.isNumber()) {
            say(
                    new Text("A bar marks the derivative of one number, whichever is computed from "),
                    new Mathematics(derivation.of()),
                    new Text(", by the value below it."));
        }
        for (Repetitions.Run run : Repetitions.of(derivation.backward())) {
            int start = blocks.size();
            run.steps().forEach(this::step);
            if (run.isRepeated()) {
                fold(run.steps(), blocks.subList(start, blocks.size()));
            }
        }
    }

    private static void fold(List<Step> steps, List<Block> said) {
        List<Inline> summary = List.of(
                new Mathematics(steps.get(0).left()),
                new Text(" to "),
                new Mathematics(steps.get(steps.size() - 1).left()),
                new Text(", " + steps.size() + " derivatives: as above, of other layers"));
        var details = new Details(summary, said);
        said.clear();
        said.add(details);
    }

    private void step(Step step) {
        heading(2, new Mathematics(step.left()));
        var lines = new ArrayList<Line>();
        Formula chain = chain(step);
        if (!chain.equals(step.left())) {
            lines.add(new Line(Optional.empty(), "=", chain, false, remark("chain rule")));
        }
        step.ways().forEach(way -> way(step, way, lines));
        boolean several = step.ways().size() > 1;
        if (step.simplified() || several) {
            String remark = step.simplified() ? "simplified: the two factors together are shorter" : "the sum";
            lines.add(new Line(Optional.empty(), "=", step.result(), step.isParameter(), remark(remark)));
        }
        step.closed()
                .ifPresent(closed -> lines.add(new Line(Optional.empty(), "=", closed, false, remark("written out"))));
        lines.set(0, lines.get(0).beginning(step.left()));
        elements(step.elements()).forEach(lines::add);
        show(lines);
        locals(step);
        facts(step);
        if (values.containsKey(step.value())) {
            numbers(List.of(Map.entry(step.left(), step.value())));
        }
    }

    private static Formula chain(Step step) {
        return step.ways().stream()
                .map(way -> way.factors().stream().reduce(Formulas::product).orElseThrow())
                .reduce(Formulas::sum)
                .orElseThrow();
    }

    private static void way(Step step, Way way, List<Line> lines) {
        boolean only = step.ways().size() == 1;
        List<Inline> remark = only ? List.of() : List.of(new Text("by way of "), new Mathematics(way.through()));
        boolean framed = only && !step.simplified() && step.isParameter();
        lines.add(new Line(Optional.empty(), only ? "=" : "+", way.value(), framed, remark));
    }

    private void locals(Step step) {
        List<Line> locals = step.ways().stream()
                .filter(way -> way.local().isPresent())
                .map(way -> new Line(
                        Optional.of(way.factors().get(way.factors().size() - 1)),
                        "=",
                        way.local().orElseThrow(),
                        false,
                        remark("for each example")))
                .toList();
        if (!locals.isEmpty()) {
            show(locals);
        }
    }

    private void facts(Step step) {
        var facts = new ArrayList<Inline>();
        if (!step.reused().isEmpty()) {
            facts.add(new Text("Taken from the forward pass: "));
            facts.addAll(listed(step.reused()));
            facts.add(new Text(". "));
        }
        String shape = step.shape().rank() == 0 ? "one number" : size(TensorType.real(step.shape()));
        facts.add(new Text("Size: " + shape + "."));
        blocks.add(new Paragraph(facts));
        targets(step);
    }

    /** A sum over what the model is given is 1 where that holds probabilities; only then it may be left out. */
    private void targets(Step step) {
        Formula shown = step.closed().orElse(step.result());
        if (!step.simplified()) {
            return;
        }
        parts(shown)
                .filter(f -> f instanceof Folded folded
                        && folded.sign().equals("Σ")
                        && folded.body() instanceof Element element
                        && element.value() instanceof Symbol symbol
                        && derivation.forward().stream().noneMatch(e -> e.left().equals(symbol)))
                .findFirst()
                .ifPresent(sum -> say(
                        new Mathematics(sum),
                        new Text(" is 1 where "),
                        new Mathematics(((Element) ((Folded) sum).body()).value()),
                        new Text(" holds probabilities, such as a 1 for the right class; then what remains is the"
                                + " difference of both.")));
    }

    private static Stream<Formula> parts(Formula formula) {
        return Stream.concat(Stream.of(formula), formula.parts().stream().flatMap(DerivationPage::parts));
    }

    private static List<Inline> listed(List<Formula> formulas) {
        return formulas.stream()
                .flatMap(f -> Stream.<Inline>of(new Text(", "), new Mathematics(f)))
                .skip(1)
                .toList();
    }

    private void results() {
        heading(1, new Text("The gradients"));
        List<Step> parameters =
                derivation.backward().stream().filter(Step::isParameter).toList();
        show(parameters.stream()
                .map(s -> new Line(Optional.of(s.left()), "=", s.closed().orElse(s.result()), true, List.of()))
                .toList());
        var chains = new ChainTables();
        parameters.forEach(step -> blocks.addAll(chains.of(step)));
    }

    private void rules() {
        heading(1, new Text("The rules"));
        blocks.add(new Table(
                List.of("operation", "value", "what its operands get"),
                derivation.rules().stream().flatMap(DerivationPage::rule).toList()));
        if (derivation.rules().stream().anyMatch(rule -> rule.operation().equals(MaxPool.NAME))) {
            say(new Text(Unpool.MEANING));
        }
        if (derivation.rules().stream().anyMatch(rule -> Sweeping.NAMES.contains(rule.operation()))) {
            say(new Text(Sweeping.MEANING));
        }
    }

    private static Stream<List<Inline>> rule(Rule rule) {
        var rows = new ArrayList<List<Inline>>();
        for (int i = 0; i < rule.backward().size(); i++) {
            Inline name = new Text(i == 0 ? rule.operation().replace('_', ' ') : "");
            Inline value = i == 0 ? new Mathematics(rule.forward()) : new Text("");
            rows.add(List.of(name, value, new Mathematics(rule.backward().get(i))));
        }
        return rows.stream();
    }

    private void numbers(List<Map.Entry<Formula, Node>> named) {
        List<Line> lines = named.stream()
                .filter(n -> values.containsKey(n.getValue()))
                .map(n -> new Line(
                        Optional.of(n.getKey()), "=", Numbers.matrix(values.get(n.getValue())), false, List.of()))
                .collect(Collectors.toList());
        if (!lines.isEmpty()) {
            show(lines);
        }
    }

    private void heading(int level, Inline... content) {
        blocks.add(new Heading(level, List.of(content)));
    }

    private void say(Inline... content) {
        blocks.add(new Paragraph(List.of(content)));
    }

    private void show(List<Line> lines) {
        blocks.add(new Display(lines));
    }
}
