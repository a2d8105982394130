// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.train;

import java.util.List;
import java.util.Set;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Training;
import org.gradwright.compiler.graph.Variable;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.session.Session;

/** A parameter that some line trains, but none whose loss depends on it, is most likely a mistake. */
final class Untrained {
    private final Session session;

    Untrained(Session session) {
        this.session = session;
    }

    void warn(List<Training> trainings) {
        List<Set<Node>> reached = trainings.stream().map(Untrained::reached).toList();
        session.registry().variables().forEach((path, entry) -> {
            boolean parameter = ((Variable) entry.node().operation()).kind() == Variable.Kind.PARAMETER;
            boolean meant = false;
            boolean changed = false;
            for (int i = 0; i < trainings.size(); i++) {
                boolean trained = trainings.get(i).optimisers().containsKey(path);
                meant |= trained;
                changed |= trained && reached.get(i).contains(entry.node());
            }
            if (parameter && meant && !changed) {
                warn(path, entry.span(), trainings.size());
            }
        });
    }

    private static Set<Node> reached(Training training) {
        Set<Node> reached = Nodes.identitySet();
        reached.addAll(Nodes.topological(List.of(training.loss())));
        return reached;
    }

    private void warn(String path, Span span, int lines) {
        String loss = lines == 1 ? "the loss does not depend on it" : "no loss that trains it depends on it";
        String block = lines == 1 ? "the train block" : "the train blocks";
        session.diagnostics()
                .add(Diagnostic.warning("G0403", span, "training never changes `" + path + "`: " + loss)
                        .help("use it, delete it, or put `freeze " + path + "` in " + block));
    }
}
