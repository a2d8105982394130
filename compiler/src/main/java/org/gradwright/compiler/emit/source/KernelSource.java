// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.source;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.gradwright.compiler.emit.Functions;
import org.gradwright.compiler.emit.KernelMethod;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Local;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Stmt;

/** Loop nests as the source of a static method. */
final class KernelSource {
    private final SourceTypes types;
    private final ExpressionSource expressions;
    private final CodeBlock.Builder code = CodeBlock.builder();
    private String products;

    private KernelSource(SourceTypes types, String place) {
        this.types = types;
        this.expressions = new ExpressionSource(types, place);
    }

    static MethodSpec method(KernelMethod kernel, SourceTypes types) {
        var source = new KernelSource(types, kernel.indexPlace());
        kernel.products().ifPresent(name -> source.products = name);
        source.statements(kernel.body());
        var method = MethodSpec.methodBuilder(kernel.name()).addModifiers(Modifier.PRIVATE, Modifier.STATIC);
        kernel.comment().forEach(line -> method.addComment("$L", line));
        kernel.parameters().forEach(p -> method.addParameter(types.of(p), p.name()));
        return method.addCode(source.code.build()).build();
    }

    /** A function of scalars as a method of the class. */
    static MethodSpec function(Fn fn, SourceTypes types) {
        var source = new KernelSource(types, Functions.name(fn));
        var body = Functions.body(fn);
        source.statements(body.lets());
        source.code.addStatement("return $L", source.value(body.result()));
        var method = MethodSpec.methodBuilder(Functions.name(fn))
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(types.real());
        Functions.parameters(fn).forEach(p -> method.addParameter(types.of(p.type()), ((Local) p).name()));
        return method.addCode(source.code.build()).build();
    }

    private void statements(List<Stmt> statements) {
        statements.forEach(this::statement);
    }

    private void statement(Stmt statement) {
        if (statement instanceof Stmt.For loop) {
            loop(loop);
        } else if (statement instanceof Stmt.Let let) {
            declare(let.local(), value(let.value()));
        } else if (statement instanceof Stmt.Var variable) {
            declare(variable.local(), value(variable.initial()));
        } else if (statement instanceof Stmt.Assign assign) {
            code.addStatement("$L = $L", assign.local().name(), value(assign.value()));
        } else if (statement instanceof Stmt.Product product) {
            product(product);
        } else if (statement instanceof Stmt.Store store) {
            code.addStatement("$L[$L] = $L", store.buffer().name(), value(store.index()), value(store.value()));
        }
    }

    private void product(Stmt.Product product) {
        var arguments = new ArrayList<CodeBlock>();
        matrix(product.left(), arguments);
        matrix(product.right(), arguments);
        List.of(product.rows(), product.depth(), product.columns()).forEach(e -> arguments.add(value(e)));
        code.addStatement("$L.multiply($L)", products, CodeBlock.join(arguments, ", "));
        Stmt.Operand result = product.result();
        String name = result.buffer().name();
        if (product.hasEpilogue()) {
            code.addStatement("$T[] $L = $L.block()", types.real(), name, products);
        } else {
            code.addStatement("$L.store($L, $L, $L)", products, name, value(result.first()), value(result.down()));
        }
    }

    private void matrix(Stmt.Operand matrix, List<CodeBlock> arguments) {
        arguments.add(CodeBlock.of("$L", matrix.buffer().name()));
        List.of(matrix.first(), matrix.down(), matrix.along()).forEach(e -> arguments.add(value(e)));
    }

    private CodeBlock value(Expr expr) {
        return SourceTypes.linked(expressions.text(expr));
    }

    private void declare(Local local, CodeBlock value) {
        code.addStatement("$T $L = $L", types.of(local.type()), local.name(), value);
    }

    private void loop(Stmt.For loop) {
        String index = loop.index().name();
        String next = loop.step() == 1 ? index + "++" : index + " += " + loop.step();
        CodeBlock from = value(loop.from());
        CodeBlock to = value(loop.to());
        code.beginControlFlow("for (int $L = $L; $L < $L; $L)", index, from, index, to, next);
        statements(loop.body());
        code.endControlFlow();
    }
}
