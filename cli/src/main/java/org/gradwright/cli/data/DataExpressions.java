// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Supplier;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Suggestions;
import org.gradwright.compiler.lang.syntax.BinaryOperator;
import org.gradwright.compiler.lang.syntax.Expression;
import org.gradwright.compiler.lang.syntax.Expression.Binary;
import org.gradwright.compiler.lang.syntax.Expression.Call;
import org.gradwright.compiler.lang.syntax.Expression.ListLiteral;
import org.gradwright.compiler.lang.syntax.Expression.NumberLiteral;
import org.gradwright.compiler.lang.syntax.Expression.Reference;
import org.gradwright.compiler.lang.syntax.Expression.Unary;
import org.gradwright.compiler.lang.syntax.UnaryOperator;
import org.gradwright.compiler.lang.value.Value;

/** Evaluates right-hand sides of data blocks: readers, numbers, lists, constants, arithmetic, one-hot, scaling. */
final class DataExpressions {
    private static final List<String> FUNCTIONS = List.of(
            "idx",
            "npy",
            "npz",
            "csv",
            "images",
            "image_classes",
            "characters",
            "one_hot",
            "standardise",
            "min_max",
            "reshape");

    /** Along each axis. */
    private static final int LARGEST_PICTURE = 10_000;

    private final FileReaders readers;
    private final Map<String, Value> constants;
    private final Scalings scalings;

    DataExpressions(FileReaders readers, Map<String, Value> constants, Scalings scalings) {
        this.readers = readers;
        this.constants = constants;
        this.scalings = scalings;
    }

    /** @throws DataFault when it cannot be evaluated */
    Numbers evaluate(Expression e) {
        if (e instanceof NumberLiteral number) {
            return Numbers.of(number.value());
        }
        if (e instanceof Unary unary && unary.operator() == UnaryOperator.NEGATE) {
            return evaluate(unary.operand()).map(x -> -x);
        }
        if (e instanceof Binary binary) {
            return binary(binary);
        }
        if (e instanceof ListLiteral list) {
            return list(list);
        }
        if (e instanceof Reference reference) {
            return constant(reference);
        }
        if (e instanceof Call call) {
            return call(call);
        }
        throw new DataFault(Diagnostic.error("G0503", e.span(), "`data` cannot compute this")
                .help("it knows " + String.join(", ", FUNCTIONS) + ", numbers, lists, constants, + - * / ^"));
    }

    private Numbers binary(Binary e) {
        DoubleBinaryOperator operator = operator(e);
        Numbers left = evaluate(e.left());
        Numbers right = evaluate(e.right());
        return guarded(e, () -> left.with(right, operator));
    }

    private static DoubleBinaryOperator operator(Binary e) {
        BinaryOperator operator = e.operator();
        return switch (operator) {
            case ADD -> (a, b) -> a + b;
            case SUBTRACT -> (a, b) -> a - b;
            case MULTIPLY -> (a, b) -> a * b;
            case DIVIDE -> (a, b) -> a / b;
            case POWER -> Math::pow;
            default ->
                throw new DataFault(
                        Diagnostic.error("G0503", e.operatorSpan(), "`data` does not know `" + operator.symbol() + "`")
                                .help("it knows + - * / ^; compute the rest in the network"));
        };
    }

    private static Numbers guarded(Expression place, Supplier<Numbers> computation) {
        try {
            return computation.get();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw DataCall.fault(place, e.getMessage());
        }
    }

    private Numbers list(ListLiteral list) {
        List<Numbers> rows = list.elements().stream().map(this::evaluate).toList();
        if (rows.isEmpty()) {
            throw DataCall.fault(list, "a list of data needs at least one element");
        }
        List<Integer> shape = rows.get(0).shape();
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.get(i).shape().equals(shape)) {
                throw DataCall.fault(
                        list.elements().get(i),
                        "shape " + rows.get(i).shape() + ", but the first element has " + shape);
            }
        }
        var longer = new ArrayList<Integer>();
        longer.add(rows.size());
        longer.addAll(shape);
        int stride = rows.get(0).length();
        return new Numbers(longer, i -> rows.get(i / stride).get(i % stride));
    }

    private Numbers constant(Reference reference) {
        String name = reference.name().text();
        Value value = constants.get(name);
        if (value instanceof Value.Decimal number) {
            return Numbers.of(number.value());
        }
        if (value instanceof Value.Whole whole && whole.size().isKnown()) {
            return Numbers.of(whole.size().known());
        }
        Diagnostic error = Diagnostic.error("G0503", reference.span(), "no number is named `" + name + "`");
        throw new DataFault(Suggestions.closest(name, constants.keySet())
                .map(near -> error.help("did you mean `" + near + "`?"))
                .orElse(error.help("`data` sees only constants: `const " + name + " = ...`")));
    }

    private Numbers call(Call call) {
        String function = call.callee() instanceof Reference name ? name.name().text() : "";
        return switch (function) {
            case "idx" -> readers.idx(new DataCall(call, function, "file"));
            case "npy" -> readers.npy(new DataCall(call, function, "file"));
            case "npz" -> readers.npz(new DataCall(call, function, "file", "name"));
            case "images" -> images(new DataCall(call, function, "file", "size?", "channels?", "classes?"));
            case "image_classes" -> readers.imageClasses(imageClasses(call));
            case "csv" -> readers.csv(csv(call));
            case "characters" -> characters(characters(call));
            case "one_hot" -> oneHot(new DataCall(call, function, "x", "classes"));
            case "reshape" -> reshape(new DataCall(call, function, "x", "shape"));
            case "standardise", "min_max" -> scaled(new DataCall(call, function, "x"), function);
            default -> throw unknown(call, function);
        };
    }

    private Numbers images(DataCall call) {
        double channels = number(call, "channels", 3);
        if (channels != 1 && channels != 3) {
            throw DataCall.fault(call.get("channels"), "`channels` must be 1, grey, or 3, red, green and blue");
        }
        List<Integer> size = call.has("size") ? sizes(call, "size") : List.of(0, 0);
        if (size.size() != 2 || size.stream().anyMatch(s -> s > LARGEST_PICTURE)) {
            throw DataCall.fault(call.get("size"), "`size` must be [height, width], each at most " + LARGEST_PICTURE);
        }
        return readers.images(call, new Pictures(size.get(0), size.get(1), (int) channels));
    }

    private static DataCall characters(Call call) {
        return new DataCall(call, "characters", "file", "length", "offset?", "from?", "to?");
    }

    private Numbers characters(DataCall call) {
        int length = whole(call.get("length"));
        var rows = new CharacterRows(length, number(call, "offset", 0), number(call, "from", 0), number(call, "to", 1));
        return guarded(call.whole(), () -> readers.characters(call, rows.checked()));
    }

    private double number(DataCall call, String name, double otherwise) {
        if (!call.has(name)) {
            return otherwise;
        }
        Numbers number = evaluate(call.get(name));
        if (!number.isScalar()) {
            throw DataCall.fault(call.get(name), "`" + name + "` must be one number");
        }
        return number.get(0);
    }

    /** The alphabet of the text that an expression reads; absent where it reads none. */
    Optional<Alphabet> alphabet(Expression e) {
        boolean reads = e instanceof Call call
                && call.callee() instanceof Reference name
                && name.name().text().equals("characters");
        return reads ? Optional.of(readers.alphabet(characters((Call) e))) : Optional.empty();
    }

    /** The names of the classes whose numbers an expression gives; empty where it does not tell them. */
    List<String> classNames(Expression e) {
        if (!(e instanceof Call call) || !(call.callee() instanceof Reference name)) {
            return List.of();
        }
        return switch (name.name().text()) {
            case "csv" -> csv(call).texts("classes").orElse(List.of());
            case "image_classes" -> readers.classNames(imageClasses(call));
            case "one_hot" -> classNames(new DataCall(call, "one_hot", "x", "classes").get("x"));
            default -> List.of();
        };
    }

    private static DataCall csv(Call call) {
        return new DataCall(call, "csv", "file", "columns?", "column?", "classes?");
    }

    private static DataCall imageClasses(Call call) {
        return new DataCall(call, "image_classes", "file", "classes?");
    }

    private static DataFault unknown(Call call, String function) {
        Diagnostic error = Diagnostic.error("G0503", call.callee().span(), "`data` has no function `" + function + "`");
        return new DataFault(Suggestions.closest(function, FUNCTIONS)
                .map(near -> error.help("did you mean `" + near + "`?"))
                .orElse(error.help("it has " + String.join(", ", FUNCTIONS))));
    }

    private Numbers oneHot(DataCall call) {
        int classes = whole(call.get("classes"));
        return guarded(call.whole(), () -> evaluate(call.get("x")).oneHot(classes));
    }

    private int whole(Expression e) {
        Numbers number = evaluate(e);
        if (!number.isScalar() || number.get(0) < 1 || number.get(0) != (int) number.get(0)) {
            throw DataCall.fault(e, "this must be a whole number of at least 1");
        }
        return (int) number.get(0);
    }

    private Numbers reshape(DataCall call) {
        Numbers x = evaluate(call.get("x"));
        Numbers reshaped = new Numbers(sizes(call, "shape"), x.at());
        return guarded(call.whole(), () -> {
            if (reshaped.length() != x.length()) {
                throw new IllegalArgumentException(x.shape() + " has " + x.length() + " numbers, " + reshaped.shape()
                        + " has " + reshaped.length());
            }
            return reshaped;
        });
    }

    private List<Integer> sizes(DataCall call, String name) {
        if (!(call.get(name) instanceof ListLiteral list)) {
            throw DataCall.fault(call.get(name), "`" + name + "` must be a list of sizes");
        }
        return list.elements().stream().map(this::whole).toList();
    }

    private Numbers scaled(DataCall call, String function) {
        Numbers x = evaluate(call.get("x"));
        if (x.isScalar()) {
            throw DataCall.fault(call.whole(), "`" + function + "` needs examples, not one number");
        }
        return guarded(call.whole(), () -> scalings.scale(function, x));
    }
}
