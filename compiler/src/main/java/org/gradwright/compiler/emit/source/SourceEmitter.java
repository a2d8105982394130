// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.source;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.gradwright.compiler.emit.Driver;
import org.gradwright.compiler.emit.GenericCalls;
import org.gradwright.compiler.emit.StepClass;
import org.gradwright.compiler.graph.Input;
import org.gradwright.runtime.DescriptionText;

/** From a step class to readable Java, which computes the same bits as the bytecode. */
public final class SourceEmitter {
    private static final ClassName DESCRIPTION = SourceTypes.runtime("ModelDescription");

    private static final String JAVADOC = """
            The network of {@code $L}, compiled.

            <p>An instance belongs to one thread at a time. Arrays that a caller passes are read during the call and not kept; arrays that
            a call returns are new and belong to the caller. So instances may work side by side, one a thread; {@link
            org.gradwright.runtime.ServedModel} hands them out.
            """;

    private final StepClass step;
    private final SourceTypes types;
    private final ClassName self;

    private SourceEmitter(StepClass step) {
        this.step = step;
        this.types = new SourceTypes(step.precision());
        this.self = ClassName.get(step.packageName(), step.name());
    }

    /** The source file's text. */
    public static String emit(StepClass step) {
        return new SourceEmitter(step).run();
    }

    private String run() {
        var type = TypeSpec.classBuilder(self)
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .superclass(SourceTypes.runtime("TrainingStep"))
                .addJavadoc(JAVADOC, step.sourceFile())
                .addField(description());
        creation().forEach(type::addMethod);
        step.drivers().forEach(d -> type.addMethod(DriverSource.method(d, types)));
        steps().forEach(type::addMethod);
        type.addMethod(generic("evaluateWith", TypeName.DOUBLE, step.evaluate()));
        type.addMethod(generic("predictWith", com.palantir.javapoet.ArrayTypeName.of(Object.class), step.predict()));
        accessors().forEach(type::addMethod);
        step.parts().forEach(p -> type.addMethod(DriverSource.part(p, types)));
        CrewSource.methods(step.crews(), types).forEach(type::addMethod);
        CrewSource.places(step.places()).forEach(type::addMethod);
        step.kernels().forEach(k -> type.addMethod(KernelSource.method(k, types)));
        step.functions().forEach(fn -> type.addMethod(KernelSource.function(fn, types)));
        return JavaFile.builder(step.packageName(), type.build())
                .indent("    ")
                .skipJavaLangImports(true)
                .build()
                .toString();
    }

    private FieldSpec description() {
        var chunks = DescriptionText.chunks(step.description()).stream()
                .map(c -> CodeBlock.of("$S", c))
                .toList();
        return FieldSpec.builder(DESCRIPTION, "DESCRIPTION", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer("$T.parse($L)", DESCRIPTION, CodeBlock.join(chunks, ", "))
                .build();
    }

    private List<MethodSpec> creation() {
        MethodSpec constructor = MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PUBLIC)
                .addParameter(TypeName.LONG, "seed")
                .addStatement("super(DESCRIPTION, seed)")
                .build();
        MethodSpec create = MethodSpec.methodBuilder("create")
                .addJavadoc("A new model; the seed decides all its random numbers.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(self)
                .addParameter(TypeName.LONG, "seed")
                .addStatement("return new $T(seed)", self)
                .build();
        MethodSpec load = MethodSpec.methodBuilder("load")
                .addJavadoc("The model that {@code save} wrote.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(self)
                .addParameter(Path.class, "file")
                .addStatement("$T model = create(0)", self)
                .addStatement("model.restore(file)")
                .addStatement("return model")
                .build();
        return List.of(constructor, create, load);
    }

    private MethodSpec generic(String name, TypeName result, Driver driver) {
        var method = MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(result)
                .addParameter(Object[].class, "inputs")
                .varargs();
        if (driver == null) {
            return method.addStatement("throw new $T($S)", IllegalStateException.class, GenericCalls.NOT_TRAINED)
                    .build();
        }
        return method.addCode(call(driver)).build();
    }

    /** Checks the caller's values and passes them to the typed driver. */
    private CodeBlock call(Driver driver) {
        List<String> all =
                step.description().inputs().stream().map(i -> i.name()).toList();
        int count = all.size() + driver.sizes().size();
        String names = GenericCalls.names(driver, all);
        return CodeBlock.builder()
                .addStatement("$T.count(inputs, $S, $L)", SourceTypes.runtime("Arguments"), names, count)
                .addStatement("return $L($L)", driver.name(), CodeBlock.join(arguments(driver, all), ", "))
                .build();
    }

    /** With several trainings {@code stepWith} makes a step of each, by number. */
    private List<MethodSpec> steps() {
        List<Driver> steps = step.steps();
        if (steps.size() < 2) {
            return List.of(generic("stepWith", TypeName.DOUBLE, steps.isEmpty() ? null : steps.get(0)));
        }
        MethodSpec all = MethodSpec.methodBuilder("stepWith")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(TypeName.DOUBLE)
                .addParameter(Object[].class, "inputs")
                .varargs()
                .addStatement("return runSteps(inputs)")
                .build();
        var one = MethodSpec.methodBuilder("runStep")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .returns(TypeName.DOUBLE)
                .addParameter(TypeName.INT, "line")
                .addParameter(Object[].class, "inputs");
        for (int i = 0; i < steps.size(); i++) {
            one.beginControlFlow("if (line == $L)", i)
                    .addCode(call(steps.get(i)))
                    .endControlFlow();
        }
        one.addStatement("return $T.NaN", Double.class);
        return List.of(all, one.build());
    }

    private List<CodeBlock> arguments(Driver driver, List<String> all) {
        var arguments = new ArrayList<CodeBlock>();
        int sizes = driver.sizes().size();
        for (int i = 0; i < sizes; i++) {
            arguments.add(argument("scalarInt", i, driver.sizes().get(i)));
        }
        for (Input input : driver.inputs()) {
            String conversion = GenericCalls.conversion(input, types.isDouble());
            arguments.add(argument(conversion, sizes + all.indexOf(input.path()), input.path()));
        }
        return arguments;
    }

    private static CodeBlock argument(String conversion, int index, String name) {
        return CodeBlock.of("$T.$L(inputs[$L], $S)", SourceTypes.runtime("Arguments"), conversion, index, name);
    }

    private List<MethodSpec> accessors() {
        var methods = new ArrayList<MethodSpec>();
        step.metrics()
                .forEach((name, offset) -> methods.add(MethodSpec.methodBuilder(name)
                        .addJavadoc("Of the latest step or evaluation.\n")
                        .addModifiers(Modifier.PUBLIC)
                        .returns(types.real())
                        .addStatement("return $L[$L]", types.isDouble() ? "f64" : "f32", offset)
                        .build()));
        step.variables()
                .forEach((name, path) -> methods.add(MethodSpec.methodBuilder(name)
                        .addJavadoc("{@code $L}.\n", path)
                        .addModifiers(Modifier.PUBLIC)
                        .returns(SourceTypes.runtime("Parameter"))
                        .addStatement("return parameter($S)", path)
                        .build()));
        return methods;
    }
}
