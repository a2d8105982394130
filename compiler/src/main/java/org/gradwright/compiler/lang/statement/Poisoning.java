// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.statement;

import java.util.List;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.session.Session;
import org.gradwright.compiler.lang.syntax.Name;
import org.gradwright.compiler.lang.syntax.Statement;
import org.gradwright.compiler.lang.syntax.Target;
import org.gradwright.compiler.lang.value.Value;

/** Marks what a failed statement would have bound, so that its uses cause no further message. */
final class Poisoning {
    private final Session session;

    Poisoning(Session session) {
        this.session = session;
    }

    void poison(Statement statement, Context context) {
        if (statement instanceof Statement.Binding binding) {
            binding.targets().forEach(target -> poison(target, context));
        } else if (statement instanceof Statement.Return) {
            context.frame().returns(List.of(Value.Poison.POISON));
        } else if (statement instanceof Statement.If choice) {
            choice.then().forEach(s -> poison(s, context));
            choice.otherwise().forEach(s -> poison(s, context));
        } else {
            names(statement).forEach(name -> session.names().poison(name, context));
            emitted(statement).forEach(emit -> session.names().poison(emit, context));
        }
    }

    private void poison(Target target, Context context) {
        if (target instanceof Target.Bind) {
            session.names().poison(target.name(), context);
        } else {
            String name = target.name().text();
            context.loop().filter(loop -> loop.carries(name)).ifPresent(loop -> loop.next()
                    .putIfAbsent(name, Value.Poison.POISON));
        }
    }

    private static List<Name> names(Statement statement) {
        if (statement instanceof Statement.Param param) {
            return param.names();
        }
        if (statement instanceof Statement.State state) {
            return state.names();
        }
        if (statement instanceof Statement.Input input) {
            return input.names();
        }
        if (statement instanceof Statement.Layer layer) {
            return List.of(layer.name());
        }
        if (statement instanceof Statement.Output output) {
            return List.of(output.name());
        }
        if (statement instanceof Statement.Metric metric) {
            return List.of(metric.name());
        }
        if (statement instanceof Statement.Broken broken) {
            return broken.names();
        }
        if (statement instanceof Statement.For loop) {
            return loop.carried().stream().map(c -> c.name()).toList();
        }
        return statement instanceof Statement.Scan scan
                ? scan.carried().stream().map(c -> c.name()).toList()
                : List.of();
    }

    private static List<Name> emitted(Statement statement) {
        List<Statement> body = statement instanceof Statement.For loop
                ? loop.body()
                : statement instanceof Statement.Scan scan ? scan.body() : List.of();
        return body.stream()
                .filter(s -> s instanceof Statement.Emit)
                .map(s -> ((Statement.Emit) s).name())
                .toList();
    }
}
