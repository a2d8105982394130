// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.Variable;
import org.gradwright.compiler.kernel.ExprText;
import org.gradwright.compiler.op.ArgReduce;
import org.gradwright.compiler.op.BroadcastTo;
import org.gradwright.compiler.op.Concat;
import org.gradwright.compiler.op.Constant;
import org.gradwright.compiler.op.ConstantTensor;
import org.gradwright.compiler.op.Convolution;
import org.gradwright.compiler.op.CustomGradient;
import org.gradwright.compiler.op.Gather;
import org.gradwright.compiler.op.Hole;
import org.gradwright.compiler.op.Iota;
import org.gradwright.compiler.op.MatMul;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Overlap;
import org.gradwright.compiler.op.Pad;
import org.gradwright.compiler.op.Pointwise;
import org.gradwright.compiler.op.Random;
import org.gradwright.compiler.op.Reduce;
import org.gradwright.compiler.op.Reshape;
import org.gradwright.compiler.op.Roll;
import org.gradwright.compiler.op.ScatterAdd;
import org.gradwright.compiler.op.ScatterAlong;
import org.gradwright.compiler.op.SizeValue;
import org.gradwright.compiler.op.Slice;
import org.gradwright.compiler.op.Sliding;
import org.gradwright.compiler.op.StepScalar;
import org.gradwright.compiler.op.StopGradient;
import org.gradwright.compiler.op.TakeAlong;
import org.gradwright.compiler.op.TrainingFlag;
import org.gradwright.compiler.op.Transpose;
import org.gradwright.compiler.op.Windows;
import org.gradwright.compiler.scan.Carry;
import org.gradwright.compiler.scan.Scan;
import org.gradwright.compiler.scan.ScanKey;
import org.gradwright.compiler.scan.ScanResult;
import org.gradwright.compiler.scan.Turn;
import org.gradwright.compiler.scan.TurnNumber;

/** Operations back from their names and attributes, the counterpart of {@link Operation#attributes}. */
final class OperationText {
    private final TextReader in;
    private final TensorType type;
    private final Map<String, ScanKey> loops;

    private OperationText(TextReader in, TensorType type, Map<String, ScanKey> loops) {
        this.in = in;
        this.type = type;
        this.loops = loops;
    }

    /**
     * The operation of a name, its attributes read from the line.
     *
     * @param type the result's, which is the attribute of leaves
     * @param loops by their numbers
     */
    static Operation read(String name, TextReader in, TensorType type, Map<String, ScanKey> loops) {
        Pointwise pointwise = Pointwise.byName().get(name);
        return pointwise != null ? pointwise : new OperationText(in, type, loops).operation(name);
    }

    /** The loop of the next number. */
    static ScanKey loop(TextReader in, Map<String, ScanKey> loops) {
        in.expect("@");
        int number = in.whole();
        ScanKey key = loops.get("@" + number);
        if (key == null) {
            throw in.error("no loop @" + number + " above");
        }
        return key;
    }

    private Operation operation(String name) {
        return switch (name) {
            case "input" -> new Input(in.rest(), type);
            case "param" -> variable(Variable.Kind.PARAMETER);
            case "state" -> variable(Variable.Kind.STATE);
            case "slot" -> variable(Variable.Kind.OPTIMISER);
            case "hole" -> new Hole(in.rest(), type);
            case "constant" -> constant();
            case "table" -> table();
            case "size" -> new SizeValue(in.size());
            case "training" -> new TrainingFlag();
            case "step_scalar" -> stepScalar();
            case "random_uniform" -> new Random(Random.Kind.UNIFORM, shape("shape"), whole("stream"));
            case "random_normal" -> new Random(Random.Kind.NORMAL, shape("shape"), whole("stream"));
            case "iota" -> new Iota(shape("shape"), whole("axis"));
            case "clamp" -> clamp();
            case "sum", "max", "min", "prod" -> reduce(name);
            case "argmax", "argmin" -> new ArgReduce(name.equals("argmax"), whole("axis"), flag("keep"));
            case "matmul" -> new MatMul();
            case "reshape" -> new Reshape(shape("shape"));
            case "broadcast_to" -> new BroadcastTo(shape("shape"));
            case "transpose" -> new Transpose(in.list(in::whole));
            case "concat" -> new Concat(whole("axis"));
            case "slice" -> new Slice(whole("axis"), size("start"), size("stop"), whole("step"));
            case "roll" -> new Roll(whole("axis"), whole("shift"));
            case "pad" -> new Pad(whole("axis"), size("before"), size("after"), whole("interior"), number("value"));
            case "convolution" -> new Convolution(slides(), flag("groups_last"));
            case "windows" -> new Windows(wholes("taps"), slides());
            case "overlap" -> new Overlap(shape("sizes").sizes(), slides());
            case "gather" -> new Gather(whole("axis"));
            case "take_along" -> new TakeAlong(whole("axis"));
            case "scatter_add" -> new ScatterAdd(shape("shape"), whole("axis"));
            case "scatter_along" -> new ScatterAlong(shape("shape"), whole("axis"));
            case "stop_gradient" -> new StopGradient();
            case "custom_gradient" -> new CustomGradient(whole("formals"));
            case "scan" -> scan();
            case "carry" -> new Carry(loop(), whole("index"), type);
            case "turn" -> new Turn(loop(), whole("axis"));
            case "turn_number" -> turnNumber();
            case "scan_last", "scan_stack" -> new ScanResult(name.equals("scan_last"), whole("index"), type);
            default -> throw in.error("no operation is named " + name);
        };
    }

    private Variable variable(Variable.Kind kind) {
        String path = in.upToBlank();
        in.expect("=");
        return new Variable(kind, path, type.shape(), in.rest());
    }

    private ScanKey loop() {
        in.expect("[");
        return loop(in, loops);
    }

    private TurnNumber turnNumber() {
        ScanKey key = loop();
        close();
        return new TurnNumber(key);
    }

    private Scan scan() {
        ScanKey key = loop();
        return new Scan(key, size("turns"), flag("reverse"), wholes("carries"), whole("emits"));
    }

    private Constant constant() {
        return switch (type.element()) {
            case REAL -> new Constant(Element.REAL, in.number());
            case I32 -> new Constant(Element.I32, in.whole());
            case BOOL -> new Constant(Element.BOOL, in.truth() ? 1 : 0);
        };
    }

    private ConstantTensor table() {
        in.expect("[");
        var values = new ArrayList<Double>();
        while (!in.take("]")) {
            values.add(in.number());
        }
        int[] shape = type.shape().evaluate(Map.of());
        double[] data = values.stream().mapToDouble(Double::doubleValue).toArray();
        return new ConstantTensor(type.element(), new Tensor(shape, data));
    }

    private StepScalar stepScalar() {
        in.expect("[");
        return new StepScalar(ExprText.parse(in.upToLast("]")));
    }

    private List<Sliding> slides() {
        List<Integer> strides = wholes("strides");
        List<Integer> dilations = wholes("dilations");
        return IntStream.range(0, strides.size())
                .mapToObj(i -> new Sliding(strides.get(i), dilations.get(i)))
                .toList();
    }

    private List<Integer> wholes(String name) {
        key(name);
        List<Integer> values = in.list(in::whole);
        close();
        return values;
    }

    private Operation clamp() {
        var placeholder = Ops.at(org.gradwright.compiler.graph.Origin.NONE);
        return placeholder
                .clamp(placeholder.hole("x", TensorType.SCALAR), number("min"), number("max"))
                .operation();
    }

    private Reduce reduce(String name) {
        key("axes");
        var axes = in.list(in::whole);
        return new Reduce(Reduce.Kind.valueOf(name.toUpperCase(Locale.ROOT)), axes, flag("keep"));
    }

    /** The next attribute's name: after the opening bracket, or a comma. */
    private void key(String name) {
        if (!in.take("[")) {
            in.expect(",");
        }
        in.expect(name + "=");
    }

    private void close() {
        in.take("]");
    }

    private int whole(String name) {
        key(name);
        int value = in.whole();
        close();
        return value;
    }

    private double number(String name) {
        key(name);
        double value = in.number();
        close();
        return value;
    }

    private boolean flag(String name) {
        key(name);
        boolean value = in.truth();
        close();
        return value;
    }

    private Size size(String name) {
        key(name);
        Size value = in.size();
        close();
        return value;
    }

    private Shape shape(String name) {
        key(name);
        Shape value = in.shape();
        close();
        return value;
    }
}
