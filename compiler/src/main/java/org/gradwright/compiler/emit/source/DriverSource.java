// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.source;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.gradwright.compiler.emit.Action;
import org.gradwright.compiler.emit.Crew;
import org.gradwright.compiler.emit.Driver;
import org.gradwright.compiler.emit.KernelMethod;
import org.gradwright.compiler.emit.Names;
import org.gradwright.compiler.fuse.Split;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.plan.Extent;

/** Drivers as the source of public methods: checks at the door, then the kernels. */
final class DriverSource {
    private final SourceTypes types;
    private final Names names = new Names();
    private final CodeBlock.Builder code = CodeBlock.builder();

    private DriverSource(SourceTypes types) {
        this.types = types;
    }

    static MethodSpec part(Action.Part part, SourceTypes types) {
        var source = new DriverSource(types);
        var method = MethodSpec.methodBuilder(part.name()).addModifiers(Modifier.PRIVATE, Modifier.STATIC);
        part.parameters().forEach(p -> method.addParameter(types.of(p), source.local(p.source())));
        part.kernels().forEach(k -> source.call(k.name(), k.parameters(), k.split()));
        return method.addCode(source.code.build()).build();
    }

    static MethodSpec method(Driver driver, SourceTypes types) {
        return new DriverSource(types).method(driver);
    }

    private MethodSpec method(Driver driver) {
        var method = MethodSpec.methodBuilder(driver.name()).addModifiers(Modifier.PUBLIC);
        method.addJavadoc("$L\n", driver.javadoc());
        method.returns(result(driver.result(), types));
        method.addParameters(parameters(driver));
        driver.actions().forEach(this::action);
        result(driver.result());
        return method.addCode(code.build()).build();
    }

    private List<ParameterSpec> parameters(Driver driver) {
        var parameters = new ArrayList<ParameterSpec>();
        driver.sizes()
                .forEach(s -> parameters.add(
                        ParameterSpec.builder(TypeName.INT, local(s)).build()));
        for (Input input : driver.inputs()) {
            parameters.add(
                    ParameterSpec.builder(types.of(input), local(input.path())).build());
        }
        return parameters;
    }

    static TypeName result(Driver.Result result, SourceTypes types) {
        if (result instanceof Driver.Result.Tensor tensor) {
            TypeName element = types.of(tensor.type().element());
            return tensor.type().isScalar() ? element : ArrayTypeName.of(element);
        }
        return result instanceof Driver.Result.Tensors ? ArrayTypeName.of(Object.class) : types.real();
    }

    private String local(String source) {
        return names.of(source, source);
    }

    private void action(Action action) {
        if (action instanceof Action.SolveSize s) {
            code.addStatement(
                    "int $L = $T.solveSize($L, $L, $S, $S, $S)",
                    local(s.size()),
                    doors(),
                    length(s.input()),
                    size(s.others()),
                    s.input(),
                    s.type(),
                    s.size());
        } else if (action instanceof Action.CheckSize check) {
            code.addStatement("$T.size($L, $S)", doors(), local(check.size()), check.size());
        } else if (action instanceof Action.CheckLength check) {
            checkLength(check);
        } else if (action instanceof Action.CheckDim check) {
            checkDim(check.dim());
        } else if (action instanceof Action.Reserve reserve) {
            reserve(reserve);
        } else if (action instanceof Action.Copy copy) {
            copy(copy);
        } else if (action instanceof Action.Key key) {
            code.addStatement("int $L = randomKey($L)", local(key.local()), key.stream());
        } else if (action instanceof Action.Begin begin) {
            code.addStatement("beginStep($L)", begin.training());
        } else if (action instanceof Action.StepNumber number) {
            code.addStatement("double $L = stepNumber()", local(number.local()));
        } else if (action instanceof Action.Products products) {
            code.addStatement("$T $L = productBlock(0)", SourceTypes.productBlock(), local(products.local()));
        } else if (action instanceof Action.Table table) {
            table.sizes().forEach((size, place) -> code.addStatement("this.sizes[$L] = $L", place, local(size)));
            code.addStatement("int[] $L = places($L)", local(table.local()), table.number());
        } else if (action instanceof Action.Turns turns) {
            code.beginControlFlow("$L", head(turns, local(turns.local()), offset(turns.count())));
        } else if (action instanceof Action.Again) {
            code.endControlFlow();
        } else if (action instanceof Action.Run run) {
            call(run.kernel().name(), run.kernel().parameters(), run.kernel().split());
        } else if (action instanceof Action.RunPart run) {
            call(run.part().name(), run.part().parameters(), Optional.empty());
        } else if (action instanceof Action.Together together) {
            together(together.crew());
        } else if (action instanceof Action.Apart) {
            code.endControlFlow();
        } else if (action instanceof Action.Done) {
            code.addStatement("stepDone()");
        }
    }

    /** The head of a loop around kernels. @param turn the name of the turn's number */
    static String head(Action.Turns turns, String turn, String count) {
        return turns.reverse()
                ? "for (int %1$s = %2$s - 1; %1$s >= 0; %1$s--)".formatted(turn, count)
                : "for (int %1$s = 0; %1$s < %2$s; %1$s++)".formatted(turn, count);
    }

    private static Object doors() {
        return SourceTypes.runtime("Doors");
    }

    private CodeBlock length(String input) {
        return CodeBlock.of("$T.length($L, $S)", doors(), local(input), input);
    }

    private void checkLength(Action.CheckLength check) {
        var sizes = CodeBlock.builder();
        check.need().freeNames().stream().limit(2).forEach(n -> sizes.add(", $S, $L", n, local(n)));
        code.addStatement(
                "$T.exact($L, $L, $S, $S$L)",
                doors(),
                length(check.input()),
                size(check.need()),
                check.input(),
                check.type(),
                sizes.build());
    }

    private void checkDim(Dim dim) {
        String name = local(dim.name());
        var conditions = new ArrayList<String>();
        if (dim.atMost() < Integer.MAX_VALUE) {
            conditions.add(name + " <= " + dim.atMost());
        }
        if (dim.atLeast() > 1) {
            conditions.add(name + " >= " + dim.atLeast());
        }
        if (dim.multipleOf() > 1) {
            conditions.add(name + " % " + dim.multipleOf() + " == 0");
        }
        for (String condition : conditions) {
            code.addStatement("$T.condition($L, $S, $S, $L)", doors(), condition, dim.constraint(), dim.name(), name);
        }
    }

    private void reserve(Action.Reserve reserve) {
        code.addStatement("reserve($L, $L)", extent(reserve.reals()), extent(reserve.ints()));
        code.addStatement("$T[] $L = $L", types.real(), local("#arena"), types.isDouble() ? "f64" : "f32");
        code.addStatement("int[] $L = i32", local("#ints"));
    }

    private String size(Size size) {
        return size(size, this::local);
    }

    /** A size as a long. */
    private static String size(Size size, UnaryOperator<String> local) {
        if (size.isKnown()) {
            return size.known() + "L";
        }
        return size.terms().entrySet().stream()
                .map(t -> t.getValue() + "L"
                        + t.getKey().stream().map(n -> " * " + local.apply(n)).collect(Collectors.joining()))
                .collect(Collectors.joining(" + "));
    }

    /** An extent as a long. */
    private String extent(Extent extent) {
        String largest = extent.sizes().stream()
                .map(this::size)
                .reduce((a, b) -> "Math.max(" + a + ", " + b + ")")
                .orElseThrow();
        return extent.multiple() == 1
                ? largest
                : "((" + largest + " + " + (extent.multiple() - 1) + ") & -" + extent.multiple() + ") + "
                        + extent.lead();
    }

    /** An extent as an int; only after {@code reserve} has refused what does not fit. */
    private String offset(Extent extent) {
        boolean single = extent.sizes().size() == 1 && extent.multiple() == 1;
        return single ? offset(extent.sizes().get(0)) : "(int) (" + extent(extent) + ")";
    }

    private String offset(Size size) {
        return offset(size, this::local);
    }

    /** A size as an int; only after {@code reserve} has refused what does not fit. @param local the names of free sizes */
    static String offset(Size size, UnaryOperator<String> local) {
        if (size.freeNames().stream().anyMatch(name -> size.equals(Size.free(name)))) {
            return local.apply(size.toString());
        }
        return size.isKnown() ? Long.toString(size.known()) : "(int) (" + size(size, local) + ")";
    }

    private void copy(Action.Copy copy) {
        Input input = copy.input();
        String name = local(input.path());
        if (!input.type().isScalar()) {
            code.addStatement("$T.toInts($L, $L, $L)", doors(), name, local("#ints"), offset(copy.offset()));
            return;
        }
        boolean truth = input.type().element() == Element.BOOL;
        String arena = local(input.type().element() == Element.REAL ? "#arena" : "#ints");
        code.addStatement("$L[$L] = $L", arena, offset(copy.offset()), truth ? name + " ? 1 : 0" : name);
    }

    /** Hands out the call to the team, if there is one. */
    private void together(Crew crew) {
        code.beginControlFlow("if (hasTeam())");
        crew.inputs().forEach((input, place) -> code.addStatement("this.inputs[$L] = $L", place, local(input)));
        crew.sizes().forEach((size, place) -> code.addStatement("this.sizes[$L] = $L", place, local(size)));
        code.endControlFlow();
        code.beginControlFlow("if (!together($L))", crew.program());
    }

    /** Calls a kernel for all of its range. */
    private void call(String name, List<KernelMethod.Parameter> parameters, Optional<Split> split) {
        String arguments = parameters.stream().map(p -> argument(p, split)).collect(Collectors.joining(", "));
        code.addStatement("$L($L)", name, arguments);
    }

    private String argument(KernelMethod.Parameter parameter, Optional<Split> split) {
        if (parameter.isFrom() || parameter.isMember()) {
            return "0";
        }
        if (parameter.isNumber()) {
            return Integer.toString(parameter.number());
        }
        return parameter.isTo() ? offset(split.orElseThrow().extent()) : local(parameter.source());
    }

    // ---- results

    private void result(Driver.Result result) {
        if (result instanceof Driver.Result.Scalar scalar) {
            code.addStatement("return $L[$L]", local("#arena"), scalar.offset());
        } else if (result instanceof Driver.Result.Tensor tensor) {
            tensor(tensor);
        } else if (result instanceof Driver.Result.Tensors tensors) {
            tensors(tensors);
        } else {
            code.addStatement("return 0");
        }
    }

    private void tensor(Driver.Result.Tensor tensor) {
        boolean truth = tensor.type().element() == Element.BOOL;
        if (tensor.type().isScalar()) {
            String element = local(tensor.reals() ? "#arena" : "#ints") + "[" + offset(tensor.offset()) + "]";
            code.addStatement("return $L", truth ? element + " != 0" : element);
        } else {
            code.addStatement("return $L", array(tensor));
        }
    }

    private void tensors(Driver.Result.Tensors tensors) {
        var values = new ArrayList<CodeBlock>();
        tensors.tensors().forEach(t -> values.add(array(t)));
        code.addStatement("return new Object[] {$L}", CodeBlock.join(values, ", "));
    }

    private CodeBlock array(Driver.Result.Tensor tensor) {
        String from = offset(tensor.offset());
        Size count = tensor.type().shape().count();
        if (tensor.type().element() == Element.BOOL) {
            String array = names.fresh(tensor.name());
            code.addStatement("boolean[] $L = new boolean[$L]", array, offset(count));
            code.addStatement("$T.toBooleans($L, $L, $L)", doors(), local("#ints"), from, array);
            return CodeBlock.of("$L", array);
        }
        String arena = local(tensor.reals() ? "#arena" : "#ints");
        return CodeBlock.of("$T.copyOfRange($L, $L, $L)", Arrays.class, arena, from, from + " + " + offset(count));
    }
}
