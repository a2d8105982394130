// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.gradwright.compiler.build.Functions.broadcastTo;
import static org.gradwright.compiler.build.Functions.concat;
import static org.gradwright.compiler.build.Functions.indices;
import static org.gradwright.compiler.build.Functions.max;
import static org.gradwright.compiler.build.Functions.pad;
import static org.gradwright.compiler.build.Functions.reshape;
import static org.gradwright.compiler.build.Functions.tanh;
import static org.gradwright.compiler.build.Functions.toReal;
import static org.gradwright.compiler.build.Functions.transpose;
import static org.gradwright.compiler.build.Functions.where;
import static org.gradwright.compiler.build.Std.std;
import static org.gradwright.compiler.build.Terms.add;
import static org.gradwright.compiler.build.Terms.div;
import static org.gradwright.compiler.build.Terms.greater;
import static org.gradwright.compiler.build.Terms.greaterEqual;
import static org.gradwright.compiler.build.Terms.infinity;
import static org.gradwright.compiler.build.Terms.less;
import static org.gradwright.compiler.build.Terms.lessEqual;
import static org.gradwright.compiler.build.Terms.matmul;
import static org.gradwright.compiler.build.Terms.mul;
import static org.gradwright.compiler.build.Terms.neg;
import static org.gradwright.compiler.build.Terms.sub;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradwright.compiler.build.Subscript;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.build.Terms;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.onnx.format.OnnxException;

/**
 * {@code Attention} of opset 23 and later: scaled dot products of queries {@code [batch, heads, queries, size]} with keys
 * {@code [batch, heads, keys, size]}, which may be fewer heads, each for a group of queries. A query that may look nowhere gets
 * zeros.
 */
final class Attention {
    private static final int MASK = 3;
    private static final int PAST_KEY = 4;
    private static final int PAST_VALUE = 5;
    private static final int FILLED = 6;
    private static final int SCORES = 3;

    private static final List<Integer> HEADS_FIRST = List.of(0, 2, 1, 3);

    static final Map<String, Operator> ALL = Table.of(Table.several("Attention", c -> new Attention(c).run()));

    private final Call c;
    private final boolean isFlat;
    private final Term query;
    private final Term key;
    private final Term value;
    private final Size queries;
    private final Size keys;

    private Attention(Call c) {
        this.c = c;
        this.isFlat = c.rank(0) == 3;
        this.query = c.let("query", heads(0, "q_num_heads"));
        this.key = c.let("key", joined(PAST_KEY, heads(1, "kv_num_heads")));
        this.value = c.let("value", joined(PAST_VALUE, heads(2, "kv_num_heads")));
        this.queries = c.type(query).shape().size(2);
        this.keys = c.type(key).shape().size(2);
    }

    /** {@code [batch, time, heads * size]} with its heads as axis 1. */
    private Term heads(int input, String attribute) {
        if (!isFlat) {
            return c.term(input);
        }
        int heads = (int) c.settings().whole(attribute, 0);
        int width = c.size(input, 2);
        if (heads < 1 || width % heads != 0) {
            throw new OnnxException("`" + attribute + "` = " + heads + " does not divide a width of " + width);
        }
        Shape shape = c.shape(input);
        Term apart =
                reshape(c.term(input), Terms.list(c.size(shape.size(0)), c.size(shape.size(1)), heads, width / heads));
        return transpose(c.let("apart", apart), HEADS_FIRST);
    }

    private Term joined(int past, Term now) {
        return c.has(past) ? concat(c.term(past), c.let("now", now)).axis(2) : now;
    }

    private List<Term> run() {
        Term raw = c.let("scores", mul(matmul(query, grouped(key).transposed()), scale()));
        double cap = c.settings().number("softcap", 0);
        Term capped = cap > 0 ? c.let("capped", mul(cap, tanh(div(raw, cap)))) : raw;
        Optional<Term> allowed = allowed();
        Optional<Term> mask = mask(allowed);
        Term biased = c.let("biased", biased(capped, allowed, mask));
        Term shares = c.let("shares", shares(biased, allowed, mask));
        Term seen = c.let("seen", matmul(shares, grouped(value)));
        Term shown = List.of(raw, capped, biased, shares).get((int) c.settings().whole("qk_matmul_output_mode", 0));
        return List.of(isFlat ? flat(seen) : seen, key, value, shown).subList(0, c.wants(SCORES) ? 4 : 3);
    }

    private Term scale() {
        int size = c.type(query).shape().size(3).isKnown()
                ? (int) c.type(query).shape().size(3).known()
                : 1;
        return Terms.number(c.settings().number("scale", 1 / Math.sqrt(size)));
    }

    /** Each head of keys or values as often as there are heads of queries for it. */
    private Term grouped(Term shared) {
        Shape shape = c.type(shared).shape();
        Size heads = c.type(query).shape().size(1);
        if (shape.size(1).equals(heads)) {
            return shared;
        }
        Size times = heads.dividedBy(shape.size(1))
                .orElseThrow(() -> new OnnxException(shape.size(1) + " heads do not serve " + heads));
        Term apart = shared.at(Subscript.all(), Subscript.all(), Subscript.newAxis());
        List<Size> repeated = List.of(shape.size(0), shape.size(1), times, shape.size(2), shape.size(3));
        List<Size> joined = List.of(shape.size(0), heads, shape.size(2), shape.size(3));
        return c.let(
                "grouped",
                reshape(c.let("repeated", broadcastTo(apart, c.list(new Shape(repeated)))), c.list(new Shape(joined))));
    }

    /** Which keys a query may look at, if not all. */
    private Optional<Term> allowed() {
        return Stream.of(maskOfTruths(), frontier(), filled())
                .flatMap(Optional::stream)
                .reduce(Terms::and)
                .map(condition -> c.let("allowed", condition));
    }

    /** What a mask of numbers adds, minus infinity where a query may not look. */
    private Optional<Term> mask(Optional<Term> allowed) {
        if (!c.has(MASK) || !c.isReal(MASK)) {
            return Optional.empty();
        }
        Term mask = c.let("mask", whole(c.term(MASK), neg(infinity)));
        return Optional.of(allowed.map(condition -> c.let("bias", where(condition, mask, neg(infinity))))
                .orElse(mask));
    }

    /** Minus infinity where a query may not look, however large the score. */
    private Term biased(Term scores, Optional<Term> allowed, Optional<Term> mask) {
        if (mask.isPresent()) {
            return where(greater(mask.get(), neg(infinity)), add(scores, mask.get()), neg(infinity));
        }
        return allowed.<Term>map(condition -> where(condition, scores, neg(infinity)))
                .orElse(scores);
    }

    /** Softmax over the keys; zeros for a query without any. */
    private Term shares(Term biased, Optional<Term> allowed, Optional<Term> mask) {
        boolean mayBeEmpty = c.has(MASK) || c.has(FILLED);
        if (!mayBeEmpty) {
            return std.softmax(biased);
        }
        Term any = c.let(
                "any",
                mask.isPresent()
                        ? greater(max(mask.get()).axis(-1).keep(true), neg(infinity))
                        : greater(max(toReal(allowed.orElseThrow())).axis(-1).keep(true), 0));
        return where(any, std.softmax(c.let("finite", where(any, biased, 0))), 0);
    }

    private Optional<Term> maskOfTruths() {
        if (!c.has(MASK) || c.element(MASK) != Element.BOOL) {
            return Optional.empty();
        }
        return Optional.of(isShort() ? greater(whole(toReal(c.term(MASK)), Terms.of(0)), 0) : c.term(MASK));
    }

    private boolean isShort() {
        Size last = c.shape(MASK).size(c.rank(MASK) - 1);
        return !last.equals(keys) && !last.is(1);
    }

    /** A mask that ends before the keys do, with what the others get. */
    private Term whole(Term mask, Term otherwise) {
        if (!isShort()) {
            return mask;
        }
        Size missing = keys.minus(c.shape(MASK).size(c.rank(MASK) - 1));
        return pad(mask, 0, c.size(missing)).axis(c.rank(MASK) - 1).value(otherwise);
    }

    /** Which keys lie within the window of each query, by their distance. */
    private Optional<Term> frontier() {
        long left = c.settings().whole("left_window_size", -1);
        long right = c.settings().flag("is_causal", false) ? 0 : c.settings().whole("right_window_size", -1);
        if (left < 0 && right < 0) {
            return Optional.empty();
        }
        Term row = indices(c.size(queries)).at(Subscript.all(), Subscript.newAxis());
        Term column = indices(c.size(keys)).at(Subscript.newAxis(), Subscript.all());
        Term distance = c.let("distance", sub(column, add(row, before())));
        Optional<Term> notBefore = left < 0 ? Optional.empty() : Optional.of(greaterEqual(distance, -left));
        Optional<Term> notAfter = right < 0 ? Optional.empty() : Optional.of(lessEqual(distance, right));
        return Stream.of(notBefore, notAfter).flatMap(Optional::stream).reduce(Terms::and);
    }

    /** How many keys precede the first query. */
    private Term before() {
        if (c.has(PAST_KEY)) {
            return c.size(c.shape(PAST_KEY).size(2));
        }
        return c.has(FILLED) ? sub(ofEach(FILLED), c.size(queries)) : Terms.of(0);
    }

    /** Which keys are there, where a batch is filled up to the longest. */
    private Optional<Term> filled() {
        return c.has(FILLED) ? Optional.of(less(indices(c.size(keys)), ofEach(FILLED))) : Optional.empty();
    }

    /** One number of each example, {@code [batch, 1, 1, 1]}. */
    private Term ofEach(int input) {
        return c.term(input).at(Subscript.all(), Subscript.newAxis(), Subscript.newAxis(), Subscript.newAxis());
    }

    private Term flat(Term seen) {
        Shape shape = c.type(seen).shape();
        Size width = shape.size(1).times(shape.size(3));
        Term turned = c.let("turned", transpose(seen, HEADS_FIRST));
        return reshape(turned, c.list(new Shape(List.of(shape.size(0), shape.size(2), width))));
    }
}
