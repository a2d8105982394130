// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.exports;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Scalar;
import org.gradwright.compiler.op.Pointwise;
import org.gradwright.onnx.format.ElementType;
import org.gradwright.onnx.format.OnnxException;

/** Pointwise operations: by their names where ONNX has them, otherwise by the functions that their values are made of. */
final class Scalars {
    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("reciprocal", "Reciprocal"),
            Map.entry("relu", "Relu"),
            Map.entry("sign", "Sign"),
            Map.entry("softsign", "Softsign"),
            Map.entry("identity", "Identity"));

    private static final Map<Fn, String> FUNCTIONS = Map.ofEntries(
            Map.entry(Fn.ADD, "Add"),
            Map.entry(Fn.SUB, "Sub"),
            Map.entry(Fn.MUL, "Mul"),
            Map.entry(Fn.NEG, "Neg"),
            Map.entry(Fn.ABS, "Abs"),
            Map.entry(Fn.MAX, "Max"),
            Map.entry(Fn.MIN, "Min"),
            Map.entry(Fn.POW, "Pow"),
            Map.entry(Fn.EXP, "Exp"),
            Map.entry(Fn.LOG, "Log"),
            Map.entry(Fn.SIN, "Sin"),
            Map.entry(Fn.COS, "Cos"),
            Map.entry(Fn.TAN, "Tan"),
            Map.entry(Fn.ASIN, "Asin"),
            Map.entry(Fn.ACOS, "Acos"),
            Map.entry(Fn.ATAN, "Atan"),
            Map.entry(Fn.SINH, "Sinh"),
            Map.entry(Fn.COSH, "Cosh"),
            Map.entry(Fn.TANH, "Tanh"),
            Map.entry(Fn.ERF, "Erf"),
            Map.entry(Fn.SIGMOID, "Sigmoid"),
            Map.entry(Fn.SOFTPLUS, "Softplus"),
            Map.entry(Fn.SQRT, "Sqrt"),
            Map.entry(Fn.FLOOR, "Floor"),
            Map.entry(Fn.CEIL, "Ceil"),
            Map.entry(Fn.ROUND, "Round"),
            Map.entry(Fn.EQ, "Equal"),
            Map.entry(Fn.LT, "Less"),
            Map.entry(Fn.LE, "LessOrEqual"),
            Map.entry(Fn.AND, "And"),
            Map.entry(Fn.OR, "Or"),
            Map.entry(Fn.NOT, "Not"),
            Map.entry(Fn.SELECT, "Where"));

    private final Listing out;
    private final List<String> inputs;

    private Scalars(Listing out, List<String> inputs) {
        this.out = out;
        this.inputs = inputs;
    }

    /** The result of an operation on values. */
    static String write(Listing out, Pointwise operation, List<String> inputs) {
        String named = NAMED.get(operation.name());
        if (named != null) {
            return out.add(named, inputs, Map.of());
        }
        if (operation.name().startsWith("real_of") || operation.name().equals("i32_of_bool")) {
            return out.cast(inputs.get(0), out.type(operation.result()));
        }
        return new Scalars(out, inputs).write(operation.value());
    }

    private String write(Expr expr) {
        if (expr instanceof Expr.Arg arg) {
            return inputs.get(arg.index());
        }
        if (expr instanceof Expr.Num number) {
            return out.real(number.value());
        }
        if (expr instanceof Expr.Whole whole) {
            return out.number(whole.value(), Element.I32);
        }
        if (expr instanceof Expr.Call call) {
            return call(call, call.args().stream().map(this::write).toList());
        }
        throw new OnnxException("ONNX has no words for " + expr);
    }

    private String call(Expr.Call call, List<String> args) {
        boolean whole = call.args().get(0).type() == Scalar.INT;
        return switch (call.fn()) {
            case EXPM1 -> out.add("Sub", out.add("Exp", args, Map.of()), out.real(1));
            case LOG1P -> out.add("Log", out.add("Add", args.get(0), out.real(1)));
            case NE -> out.add("Not", out.add("Equal", args, Map.of()));
            case TO_REAL -> out.cast(args.get(0), out.real());
            case TO_INT -> out.cast(args.get(0), ElementType.INT32);
            case DIV -> whole ? quotient(args) : out.add("Div", args, Map.of());
            case MOD -> whole ? out.add("Mod", args, Map.of()) : remainder(args);
            default -> named(call.fn(), args);
        };
    }

    private String named(Fn fn, List<String> args) {
        String operator = FUNCTIONS.get(fn);
        if (operator == null) {
            throw new OnnxException("ONNX has no words for the function " + fn);
        }
        return out.add(operator, args, Map.of());
    }

    /** Rounded down: what is left after the remainder, which has the sign of the divisor, divides evenly. */
    private String quotient(List<String> args) {
        String rest = out.add("Mod", args, Map.of());
        return out.add("Div", out.add("Sub", args.get(0), rest), args.get(1));
    }

    private String remainder(List<String> args) {
        String down = out.add("Floor", out.add("Div", args, Map.of()));
        return out.add("Sub", args.get(0), out.add("Mul", down, args.get(1)));
    }
}
