// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang;

import java.util.Map;
import java.util.Optional;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.lang.diagnostic.DiagnosticException;
import org.gradwright.compiler.lang.diagnostic.Diagnostics;
import org.gradwright.compiler.lang.diagnostic.SourceFile;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.session.Enlargements;
import org.gradwright.compiler.lang.syntax.Name;

/**
 * A model that a program writes part by part: each part is understood as soon as it is there, so that an error is found
 * where it arises. Pointwise operands broadcast as NumPy's do.
 */
public final class GrowingModel {
    private final Diagnostics diagnostics = new Diagnostics();
    private final Enlargements enlargements = Enlargements.noted();
    private final ModelReader reader;

    /** @param options what is decided instead of the text, as for a file */
    public GrowingModel(Options options) {
        this.reader = new ModelReader(Optional.empty(), options, enlargements, diagnostics);
    }

    /**
     * Reads the next part.
     *
     * @throws DiagnosticException with what is wrong with it; the model can then not be finished
     */
    public void add(SourceFile part) {
        Language.onDeepStack(() -> {
            reader.read(part);
            return part;
        });
        diagnostics.throwIfErrors();
    }

    /**
     * Binds a name to a tensor for which the language has no words.
     *
     * @param node made of nodes of this model
     * @throws DiagnosticException if the name has a value
     */
    public void bind(Name name, Node node) {
        reader.bind(name, node);
        diagnostics.throwIfErrors();
    }

    /** The tensor that the model has bound to a name; nothing for a name of another kind. */
    public Optional<Node> node(String name) {
        return reader.node(name);
    }

    /** By the place of an operand in a part, how many axes a text has to put in front of it: {@code b[new, ...]}. */
    public Map<Span, Integer> enlargements() {
        return Map.copyOf(enlargements.axes());
    }

    /**
     * The whole model.
     *
     * @param text all parts
     * @throws DiagnosticException with what is wrong with the training
     */
    public Model finish(SourceFile text) {
        return Language.onDeepStack(() -> reader.finish(text));
    }
}
