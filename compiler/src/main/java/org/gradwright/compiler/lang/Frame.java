// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradwright.compiler.lang.diagnostic.Span;

/** A def at work, or the file itself. */
final class Frame {
    private final Optional<Callee.Defined> callee;
    private final Library library;
    private final String path;
    private final Optional<Context> caller;
    private final Owner.CallSite site;
    private final Optional<SharedLayer> shared;
    private final Set<String> declared;
    private final int depth;
    private final Map<String, Supply> supplies = new LinkedHashMap<>();
    private final Map<String, Arg> arguments = new LinkedHashMap<>();
    private final Set<String> parameters = new LinkedHashSet<>();
    private Optional<List<Value>> returned = Optional.empty();

    private Frame(
            Optional<Callee.Defined> callee,
            Library library,
            String path,
            Optional<Context> caller,
            Owner.CallSite site,
            Optional<SharedLayer> shared,
            Set<String> declared) {
        this.callee = callee;
        this.library = library;
        this.path = path;
        this.caller = caller;
        this.site = site;
        this.shared = shared;
        this.declared = declared;
        this.depth = caller.map(c -> c.frame().depth + 1).orElse(0);
    }

    /** The file. */
    static Frame file(Library library) {
        return new Frame(
                Optional.empty(), library, "", Optional.empty(), null, Optional.empty(), new LinkedHashSet<>());
    }

    /** A call of a def, below the path of its statement or of the shared layer. */
    static Frame call(Callee.Defined callee, String path, Context caller, Owner.CallSite site, SharedLayer shared) {
        Set<String> declared = shared == null ? caller.frame().declared : new LinkedHashSet<>();
        return new Frame(
                Optional.of(callee),
                callee.home(),
                path,
                Optional.of(caller),
                site,
                Optional.ofNullable(shared),
                declared);
    }

    /** The backward of a def, which sees what its body has bound. */
    static Frame backward(Frame body) {
        return new Frame(body.callee, body.library, body.path, body.caller, body.site, body.shared, body.declared);
    }

    Optional<Callee.Defined> callee() {
        return callee;
    }

    Library library() {
        return library;
    }

    boolean isFile() {
        return callee.isEmpty();
    }

    /** The path below which this frame's statements put their parameters; empty for the file. */
    String path() {
        return path;
    }

    Optional<Context> caller() {
        return caller;
    }

    Owner.CallSite site() {
        return site;
    }

    /** The shared layer whose use this frame is; absent for other calls, also inside one. */
    Optional<SharedLayer> shared() {
        return shared;
    }

    /** The shared layer whose use this frame is part of. */
    Optional<SharedLayer> sharedAround() {
        return shared.isPresent() ? shared : caller.flatMap(c -> c.frame().sharedAround());
    }

    /** Notes a variable of this use; false if this use has declared it before. */
    boolean declare(String variable) {
        return declared.add(variable);
    }

    int depth() {
        return depth;
    }

    Map<String, Supply> supplies() {
        return supplies;
    }

    /** What the call gave for each formal. */
    Map<String, Arg> arguments() {
        return arguments;
    }

    /** The names of the parameters that this frame itself declares. */
    Set<String> parameters() {
        return parameters;
    }

    Optional<List<Value>> returned() {
        return returned;
    }

    void returns(List<Value> values) {
        returned = Optional.of(values);
    }

    /** Where the author of the model called what leads here: the innermost place in a text of his own. */
    Optional<Span> placeInModel() {
        if (isFile()) {
            return Optional.empty();
        }
        Frame around = caller.orElseThrow().frame();
        return around.library.isStandard() ? around.placeInModel() : Optional.of(site.callee());
    }

    /** The call of the library, among those that lead here, that the model itself makes. */
    Frame outermostInLibrary() {
        Frame around = caller.orElseThrow().frame();
        return around.library.isStandard() ? around.outermostInLibrary() : this;
    }

    /** The path of a name in this frame. */
    String below(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
