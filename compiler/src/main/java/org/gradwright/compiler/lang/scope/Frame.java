// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.scope;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.value.ActualArgument;
import org.gradwright.compiler.lang.value.SharedLayer;
import org.gradwright.compiler.lang.value.Value;

/** A def at work, or the file itself. */
public final class Frame {
    private final Optional<DefinedFunction> callee;
    private final Library library;
    private final String path;
    private final Optional<Context> caller;
    private final CallSite site;
    private final Optional<SharedLayer> shared;
    private final Set<String> declared;
    private final int depth;
    private final Map<String, SuppliedParameter> supplies = new LinkedHashMap<>();
    private final Map<String, ActualArgument> arguments = new LinkedHashMap<>();
    private final Set<String> parameters = new LinkedHashSet<>();
    private Optional<List<Value>> returned = Optional.empty();

    private Frame(
            Optional<DefinedFunction> callee,
            Library library,
            String path,
            Optional<Context> caller,
            CallSite site,
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

    /**
     * The file.
     *
     * @param library the defs and constants that it sees
     */
    public static Frame file(Library library) {
        return new Frame(
                Optional.empty(), library, "", Optional.empty(), null, Optional.empty(), new LinkedHashSet<>());
    }

    /**
     * A call of a def, below the path of its statement or of the shared layer.
     *
     * @param site the place of the call
     * @param shared the shared layer that is applied; null for a def called by its name
     */
    public static Frame call(DefinedFunction callee, String path, Context caller, CallSite site, SharedLayer shared) {
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
    public static Frame backward(Frame body) {
        return new Frame(body.callee, body.library, body.path, body.caller, body.site, body.shared, body.declared);
    }

    /** The def; absent for the file. */
    public Optional<DefinedFunction> callee() {
        return callee;
    }

    /** The family of files whose defs and constants it sees. */
    public Library library() {
        return library;
    }

    /** Whether it is the file and no def. */
    public boolean isFile() {
        return callee.isEmpty();
    }

    /** The path below which this frame's statements put their parameters; empty for the file. */
    public String path() {
        return path;
    }

    /** Where the def is called; absent for the file. */
    public Optional<Context> caller() {
        return caller;
    }

    /** The place of the call; null for the file. */
    public CallSite site() {
        return site;
    }

    /** The shared layer whose use this frame is; absent for other calls, also inside one. */
    public Optional<SharedLayer> shared() {
        return shared;
    }

    /** The shared layer whose use this frame is part of. */
    public Optional<SharedLayer> sharedAround() {
        return shared.isPresent() ? shared : caller.flatMap(c -> c.frame().sharedAround());
    }

    /** Notes a variable of this use; false if this use has declared it before. */
    public boolean declare(String variable) {
        return declared.add(variable);
    }

    /** How many calls lead here: 0 for the file. */
    public int depth() {
        return depth;
    }

    /** What callers give in place of parameters, by their paths seen from here. Calls add to it. */
    public Map<String, SuppliedParameter> supplies() {
        return supplies;
    }

    /** What the call gave, by formal. Calls add to it. */
    public Map<String, ActualArgument> arguments() {
        return arguments;
    }

    /** The names of the parameters that this frame itself declares. Declarations add to it. */
    public Set<String> parameters() {
        return parameters;
    }

    /** What {@code return} gave; absent until it is reached. */
    public Optional<List<Value>> returned() {
        return returned;
    }

    /** Notes what {@code return} gives. */
    public void returns(List<Value> values) {
        returned = Optional.of(values);
    }

    /** Where the author of the model called what leads here: the innermost place in a text of his own. */
    public Optional<Span> placeInModel() {
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
    public String below(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
