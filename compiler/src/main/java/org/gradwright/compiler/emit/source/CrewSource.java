// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.source;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.gradwright.compiler.emit.Action;
import org.gradwright.compiler.emit.Crew;
import org.gradwright.compiler.emit.KernelMethod;
import org.gradwright.compiler.emit.Names;
import org.gradwright.compiler.fuse.Repeat;

/** The methods by which several threads run a program: each member computes its parts of the kernels. */
final class CrewSource {
    private final SourceTypes types;
    private final Names names = new Names();
    private final CodeBlock.Builder code = CodeBlock.builder();
    private final String member = names.fresh("member");
    private final String schedule = names.fresh("schedule");

    private CrewSource(SourceTypes types) {
        this.types = types;
    }

    /** All methods of a class; none where no program can be divided. */
    static List<MethodSpec> methods(List<Crew> crews, SourceTypes types) {
        var methods = new ArrayList<MethodSpec>();
        for (Crew crew : crews) {
            crew.methods().forEach(m -> methods.add(new CrewSource(types).method(crew, m)));
        }
        if (!crews.isEmpty()) {
            methods.add(dispatch(crews));
            methods.add(work(crews));
        }
        return methods;
    }

    private MethodSpec method(Crew crew, Crew.Member part) {
        code.addStatement("$T $L = schedule($L)", SourceTypes.runtime("Schedule"), schedule, crew.program());
        part.arguments().forEach(p -> take(crew, p));
        int number = part.first();
        for (KernelMethod kernel : part.kernels()) {
            loops(part.repeats(), number);
            run(kernel, number++);
        }
        loops(part.repeats(), number);
        return MethodSpec.methodBuilder(part.name())
                .addModifiers(Modifier.PRIVATE)
                .addParameter(TypeName.INT, member)
                .addCode(code.build())
                .build();
    }

    private void loops(List<Repeat> repeats, int kernel) {
        Repeat.ending(repeats, kernel).forEach(r -> code.endControlFlow());
        for (Repeat repeat : Repeat.beginning(repeats, kernel)) {
            var turns = Action.Turns.of(repeat);
            String turn = names.of(turns.local(), turns.local());
            String count = DriverSource.offset(turns.count(), n -> names.of(n, n));
            code.beginControlFlow("$L", DriverSource.head(turns, turn, count));
        }
    }

    /** Makes a local of what a kernel is passed. */
    private void take(Crew crew, KernelMethod.Parameter parameter) {
        TypeName type = types.of(parameter);
        String source = parameter.source();
        String local = names.of(source, source);
        if (parameter.isPlaces()) {
            code.addStatement("int[] $L = places($L)", local, parameter.program());
        } else if (parameter.isArena()) {
            code.addStatement("$T $L = $L", type, local, parameter.field(types.precision()));
        } else if (parameter.array()) {
            code.addStatement(
                    "$T $L = ($T) this.inputs[$L]",
                    type,
                    local,
                    type,
                    crew.inputs().get(source));
        } else if (parameter.isProducts()) {
            code.addStatement("$T $L = productBlock($L)", type, local, member);
        } else if (parameter.isKey()) {
            code.addStatement("int $L = randomKey($L)", local, parameter.stream());
        } else if (parameter.isStepNumber()) {
            code.addStatement("double $L = stepNumber()", local);
        } else {
            code.addStatement("int $L = this.sizes[$L]", local, crew.sizes().get(source));
        }
    }

    private void run(KernelMethod kernel, int number) {
        String arguments =
                kernel.parameters().stream().map(p -> argument(p, number)).collect(Collectors.joining(", "));
        code.beginControlFlow("if ($L.begins($L, $L))", schedule, number, member);
        code.addStatement("$L($L)", kernel.name(), arguments);
        code.endControlFlow();
    }

    private String argument(KernelMethod.Parameter parameter, int kernel) {
        if (parameter.isFrom() || parameter.isTo()) {
            String bound = parameter.isFrom() ? "from" : "to";
            return schedule + "." + bound + "(" + kernel + ", " + member + ")";
        }
        if (parameter.isNumber()) {
            return Integer.toString(parameter.number());
        }
        return parameter.isMember() ? member : names.of(parameter.source(), parameter.source());
    }

    /** The tables of places of kernels that share a method. */
    static List<MethodSpec> places(List<List<String>> tables) {
        if (tables.isEmpty()) {
            return List.of();
        }
        var code = CodeBlock.builder();
        for (int number = 0; number < tables.size(); number++) {
            var places =
                    tables.get(number).stream().map(p -> CodeBlock.of("$S", p)).toList();
            code.beginControlFlow("if (program == $L)", number);
            code.addStatement("return new $T[] {$L}", String.class, CodeBlock.join(places, ", "));
            code.endControlFlow();
        }
        return List.of(overriding("programPlaces")
                .returns(ArrayTypeName.of(String.class))
                .addParameter(TypeName.INT, "program")
                .addCode(
                        code.addStatement("return super.programPlaces(program)").build())
                .build());
    }

    private static MethodSpec dispatch(List<Crew> crews) {
        var code = CodeBlock.builder();
        for (Crew crew : crews) {
            code.beginControlFlow("if (program == $L)", crew.program());
            crew.methods().forEach(m -> code.addStatement("$L(member)", m.name()));
            code.addStatement("return");
            code.endControlFlow();
        }
        return overriding("runMember")
                .addParameter(TypeName.INT, "program")
                .addParameter(TypeName.INT, "member")
                .addCode(code.addStatement("super.runMember(program, member)").build())
                .build();
    }

    private static MethodSpec work(List<Crew> crews) {
        var code = CodeBlock.builder();
        for (Crew crew : crews) {
            var lines = crew.work().stream().map(l -> CodeBlock.of("$S", l)).toList();
            code.beginControlFlow("if (program == $L)", crew.program());
            code.addStatement("return new $T[] {$L}", String.class, CodeBlock.join(lines, ",\n"));
            code.endControlFlow();
        }
        return overriding("programWork")
                .returns(ArrayTypeName.of(String.class))
                .addParameter(TypeName.INT, "program")
                .addCode(code.addStatement("return super.programWork(program)").build())
                .build();
    }

    private static MethodSpec.Builder overriding(String name) {
        return MethodSpec.methodBuilder(name).addAnnotation(Override.class).addModifiers(Modifier.PROTECTED);
    }
}
