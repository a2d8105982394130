// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.gradwright.compiler.build.Functions.stack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradwright.compiler.build.Subscript;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.onnx.format.OnnxException;

/** Sequences of tensors: there while importing only, so that places in them have to be known. */
final class Sequences {
    private Sequences() {}

    static final Map<String, Operator> ALL = Table.of(
            Table.any("SequenceEmpty", c -> sequence(List.of())),
            Table.any("SequenceConstruct", c -> sequence(c.values())),
            Table.any("SequenceInsert", Sequences::inserted),
            Table.any("SequenceErase", Sequences::erased),
            Table.any(
                    "SequenceAt",
                    c -> List.of(elements(c).get(place(c, 1, elements(c).size())))),
            Table.any("SequenceLength", Sequences::length),
            Table.any("SplitToSequence", Sequences::split),
            Table.any("ConcatFromSequence", Sequences::joined));

    private static List<Value> sequence(List<Value> elements) {
        return List.of(new Value.Sequence(elements));
    }

    private static List<Value> elements(Call c) {
        if (c.operand(0) instanceof Value.Sequence sequence) {
            return sequence.elements();
        }
        throw new OnnxException("operand 1 is no sequence");
    }

    /** A place counted from the front. */
    private static int place(Call c, int input, int count) {
        int place = (int) c.number(input);
        if (place < -count || place >= count) {
            throw new OnnxException("place " + place + " is not in a sequence of " + count);
        }
        return place < 0 ? place + count : place;
    }

    private static List<Value> inserted(Call c) {
        List<Value> elements = new ArrayList<>(elements(c));
        int place = c.has(2) ? place(c, 2, elements.size() + 1) : elements.size();
        boolean fromEnd = c.has(2) && c.number(2) < 0;
        elements.add(fromEnd ? place - 1 : place, c.operand(1));
        return sequence(elements);
    }

    private static List<Value> erased(Call c) {
        List<Value> elements = new ArrayList<>(elements(c));
        elements.remove(c.has(1) ? place(c, 1, elements.size()) : elements.size() - 1);
        return sequence(elements);
    }

    private static List<Value> length(Call c) {
        return List.of(new Value.Known(Tensor.scalar(elements(c).size()), Element.I32));
    }

    /** Parts of given sizes, or of one element each, whose axis may then be dropped. */
    private static List<Value> split(Call c) {
        int axis = c.axis("axis", 0);
        int size = c.size(0, axis);
        boolean drops = !c.has(1) && !c.settings().flag("keepdims", true);
        return sequence(drops ? steps(c, axis, size) : named(c, Shapes.parts(c, axis, sizes(c, size))));
    }

    private static List<Value> steps(Call c, int axis, int size) {
        return named(
                c,
                IntStream.range(0, size)
                        .<Value>mapToObj(i -> new Value.Bound(at(c.x(), axis, i)))
                        .toList());
    }

    /** Elements have no names in the file. */
    private static List<Value> named(Call c, List<Value> elements) {
        return elements.stream()
                .map(v -> v instanceof Value.Bound bound ? new Value.Bound(c.let("part", bound.term())) : v)
                .toList();
    }

    private static List<Integer> sizes(Call c, int size) {
        if (c.has(1) && c.rank(1) == 1) {
            return c.wholes(1);
        }
        int each = c.has(1) ? (int) c.number(1) : 1;
        if (each < 1) {
            throw new OnnxException("parts of size " + each);
        }
        return IntStream.range(0, (size + each - 1) / each)
                .mapToObj(i -> Math.min(each, size - i * each))
                .toList();
    }

    private static Term at(Term x, int axis, int place) {
        Object[] subscripts = new Object[axis + 1];
        Arrays.fill(subscripts, Subscript.all());
        subscripts[axis] = place;
        return x.at(subscripts);
    }

    private static List<Value> joined(Call c) {
        int axis = (int) c.settings().whole("axis", 0);
        if (!c.settings().flag("new_axis", false)) {
            return Shapes.concatenated(c, elements(c), axis);
        }
        Object[] parts = elements(c).stream().map(c::term).toArray();
        return List.of(new Value.Bound(stack(parts).axis(axis)));
    }
}
