// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.scope;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.diagnostic.Underline;
import org.gradwright.compiler.lang.value.Value;

/** Moves a message to the place that the author of the model can mend. */
public final class Blame {
    private static final String SHAPES = "G02";

    private Blame() {}

    /**
     * A fault that leaves a def of the standard library points to the call, with the library's line as a note.
     *
     * @param frame the call of the def that it leaves
     */
    public static Fault leaving(Fault fault, Frame frame) {
        Optional<Span> place = frame.placeInModel();
        if (!frame.library().isStandard()
                || place.isEmpty()
                || fault.diagnostic().isEmpty()) {
            return fault;
        }
        Diagnostic d = fault.diagnostic().get();
        boolean inLibrary = frame.callee().orElseThrow().definition().span().file()
                == d.span().file();
        return inLibrary ? Fault.of(moved(d, place.get(), frame.outermostInLibrary())) : fault;
    }

    /** Shapes and numbers are explained by the line that does not fit; about names and limits the call says it all. */
    private static Diagnostic moved(Diagnostic d, Span place, Frame called) {
        if (!d.code().startsWith(SHAPES)) {
            return there(d, place, d.secondary(), d.help());
        }
        boolean namesOperands = !d.secondary().isEmpty();
        return there(d, place, List.of(), namesOperands ? arguments(called) : d.help())
                .note("at " + d.span().location() + ": `" + d.span().text() + "`");
    }

    private static Diagnostic there(Diagnostic d, Span place, List<Underline> secondary, String help) {
        return new Diagnostic(d.severity(), d.code(), d.fact(), place, d.label(), secondary, d.notes(), help);
    }

    /** A remedy in the names of the library's own line would be none: what the call handed over can be changed. */
    private static String arguments(Frame called) {
        return called.arguments().entrySet().stream()
                .filter(argument -> argument.getValue().value() instanceof Value.Tensor)
                .map(argument ->
                        argument.getKey() + " is " + argument.getValue().value().describe())
                .collect(Collectors.joining(", ", "in this call ", ""));
    }

    /**
     * What goes wrong with the shapes in a def of the model depends on its call, which is therefore cited.
     *
     * @param frame where the message arose
     */
    public static Diagnostic withCall(Diagnostic d, Frame frame) {
        boolean cite = !frame.isFile()
                && d.code().startsWith(SHAPES)
                && d.span().file()
                        == frame.callee().orElseThrow().definition().span().file();
        Span call = cite ? frame.site().call() : d.span();
        return cite ? d.note("in `" + call.text() + "` at " + call.seenFrom(d.span())) : d;
    }
}
