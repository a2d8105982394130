// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.notation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gradwright.compiler.notation.Formula.Apply;
import org.gradwright.compiler.notation.Formula.Binding;
import org.gradwright.compiler.notation.Formula.Choice;
import org.gradwright.compiler.notation.Formula.Element;
import org.gradwright.compiler.notation.Formula.Fenced;
import org.gradwright.compiler.notation.Formula.Folded;
import org.gradwright.compiler.notation.Formula.Fraction;
import org.gradwright.compiler.notation.Formula.Matrix;
import org.gradwright.compiler.notation.Formula.Number;
import org.gradwright.compiler.notation.Formula.Partial;
import org.gradwright.compiler.notation.Formula.Power;
import org.gradwright.compiler.notation.Formula.Product;
import org.gradwright.compiler.notation.Formula.Relation;
import org.gradwright.compiler.notation.Formula.Spread;
import org.gradwright.compiler.notation.Formula.Sum;
import org.gradwright.compiler.notation.Formula.Symbol;
import org.gradwright.compiler.notation.Formula.Term;
import org.gradwright.compiler.notation.Formula.Times;
import org.gradwright.compiler.notation.Formula.Transposed;
import org.gradwright.compiler.notation.Formula.View;
import org.gradwright.compiler.notation.Formula.Words;

/**
 * Writes formulas in one of the languages of mathematics. Here is where brackets are needed and what stands in which order;
 * a subclass knows the signs.
 */
public abstract class FormulaWriter {
    /** Greek letters by name. */
    static final Map<String, String> GREEK = Map.ofEntries(
            Map.entry("alpha", "α"),
            Map.entry("beta", "β"),
            Map.entry("gamma", "γ"),
            Map.entry("delta", "δ"),
            Map.entry("epsilon", "ε"),
            Map.entry("eps", "ε"),
            Map.entry("zeta", "ζ"),
            Map.entry("eta", "η"),
            Map.entry("theta", "θ"),
            Map.entry("kappa", "κ"),
            Map.entry("lambda", "λ"),
            Map.entry("mu", "μ"),
            Map.entry("nu", "ν"),
            Map.entry("xi", "ξ"),
            Map.entry("rho", "ρ"),
            Map.entry("sigma", "σ"),
            Map.entry("tau", "τ"),
            Map.entry("phi", "φ"),
            Map.entry("chi", "χ"),
            Map.entry("psi", "ψ"),
            Map.entry("omega", "ω"));

    /** The formula in this language. */
    public final String write(Formula formula) {
        if (formula instanceof Words words) {
            return words(words.text());
        } else if (formula instanceof Symbol symbol) {
            return symbol(symbol);
        } else if (formula instanceof Number number) {
            return number(text(number.value()));
        } else if (formula instanceof Sum sum) {
            return sum(sum.terms());
        } else if (formula instanceof Product product) {
            return product(product);
        } else if (formula instanceof Fraction fraction) {
            return fraction(fraction.over(), fraction.under());
        } else if (formula instanceof Power power) {
            return raised(within(Binding.ATOM, power.base()), write(power.exponent()));
        } else if (formula instanceof Transposed transposed) {
            return transposed(within(Binding.ATOM, transposed.matrix()));
        } else if (formula instanceof Apply apply) {
            return apply(
                    apply.function(),
                    apply.arguments().stream().map(this::write).toList());
        } else if (formula instanceof Fenced fenced) {
            return fenced(fenced.fence(), write(fenced.inside()));
        } else if (formula instanceof Folded folded) {
            return joined(List.of(folded(folded), within(Binding.PRODUCT, folded.body())));
        } else if (formula instanceof Element element) {
            return lowered(
                    element.value() instanceof Fraction || element.value() instanceof Partial
                            ? bracketed(write(element.value()))
                            : within(Binding.ATOM, element.value()),
                    element.indices().stream().map(this::write).toList());
        } else if (formula instanceof Relation relation) {
            return joined(List.of(write(relation.left()), sign(relation.sign()), write(relation.right())));
        } else if (formula instanceof Choice choice) {
            return choice(write(choice.condition()), write(choice.yes()), write(choice.no()));
        } else if (formula instanceof Spread spread) {
            return spread(spread);
        } else if (formula instanceof View view) {
            return view.row() ? transposed(within(Binding.ATOM, view.value())) : write(view.value());
        } else if (formula instanceof Partial partial) {
            return partial(within(Binding.ATOM, partial.of()), within(Binding.ATOM, partial.by()));
        }
        return matrix(((Matrix) formula).rows());
    }

    /** A number as people write it. */
    static String text(double value) {
        if (value == Math.rint(value) && value < 1e15) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return Double.isInfinite(value)
                ? "∞"
                : Double.toString(value).replace("E", "e").replace(".0e", "e");
    }

    /** A part, in brackets if it binds less than what is around it. */
    private String within(Binding around, Formula part) {
        if (part instanceof View view && !view.row()) {
            return within(around, view.value());
        }
        if (isOneLine() && part instanceof Partial && around.compareTo(Binding.PRODUCT) >= 0) {
            return bracketed(write(part));
        }
        return part.binding().compareTo(around) < 0 || around == Binding.ATOM && part.binding() == Binding.POWER
                ? bracketed(write(part))
                : write(part);
    }

    private String sum(List<Term> terms) {
        var text = new java.util.ArrayList<String>();
        for (Term term : terms) {
            if (term.negative() || !text.isEmpty()) {
                text.add(text.isEmpty() ? prefix("−") : sign(term.negative() ? "−" : "+"));
            }
            boolean alone = term.value() instanceof Folded || term.value() instanceof Partial;
            text.add(alone ? write(term.value()) : within(Binding.PRODUCT, term.value()));
        }
        return joined(text);
    }

    private String product(Product product) {
        var text = new java.util.ArrayList<String>();
        Formula before = null;
        for (Formula factor : product.factors()) {
            if (before != null) {
                boolean digits = before instanceof Number && factor instanceof Number;
                text.add(between(product.times(), digits));
            }
            text.add(factor(product, factor));
            before = factor;
        }
        return joined(text);
    }

    private String between(Times times, boolean digits) {
        return switch (times) {
            case PLAIN -> digits ? sign("·") : space();
            case ELEMENTWISE -> sign("∘");
            case SLIDING -> sign("⋆");
            case SPREADING -> sign("⊛");
        };
    }

    /** The last factor may be a sum over indices without brackets. */
    private String factor(Product product, Formula viewed) {
        boolean last = viewed == product.factors().get(product.factors().size() - 1);
        Formula factor = viewed instanceof View view && !view.row() ? view.value() : viewed;
        if (last && factor instanceof Folded && product.times().isAssociative()) {
            return write(factor);
        }
        return factor instanceof Product inner && isMixed(inner.times(), product.times())
                ? bracketed(write(factor))
                : within(Binding.PRODUCT, factor);
    }

    private static boolean isMixed(Times inner, Times outer) {
        boolean associative = inner.isAssociative() && outer.isAssociative();
        return !associative || inner == Times.ELEMENTWISE && outer == Times.PLAIN;
    }

    private String spread(Spread spread) {
        String ones = lowered(bold("1"), List.of(words(spread.shape())));
        return spread.value() instanceof Number one && one.value() == 1
                ? ones
                : joined(List.of(within(Binding.PRODUCT, spread.value()), space(), ones));
    }

    /** Whether fractions stand on one line. */
    boolean isOneLine() {
        return false;
    }

    abstract String words(String text);

    abstract String symbol(Symbol symbol);

    abstract String number(String digits);

    abstract String bold(String letter);

    /** A sign between two parts, with its spaces. */
    abstract String sign(String sign);

    /** A sign before the first part. */
    abstract String prefix(String sign);

    abstract String space();

    abstract String joined(List<String> parts);

    abstract String bracketed(String inside);

    abstract String fraction(Formula over, Formula under);

    abstract String raised(String base, String exponent);

    abstract String transposed(String matrix);

    abstract String lowered(String base, List<String> indices);

    abstract String apply(String function, List<String> arguments);

    abstract String fenced(Formula.Fence fence, String inside);

    /** The sign with its indices, without the body. */
    abstract String folded(Folded folded);

    abstract String choice(String condition, String yes, String no);

    abstract String partial(String of, String by);

    abstract String matrix(List<List<String>> rows);

    /** A part of a fraction that stands on one line. */
    final String inLine(Formula part) {
        return part instanceof Fraction ? bracketed(write(part)) : within(Binding.POWER, part);
    }
}
