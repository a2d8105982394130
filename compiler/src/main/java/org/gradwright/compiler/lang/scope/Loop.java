// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.scope;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.value.Value;

/** A loop that is being written out: what it carries, what its iteration hands on, and what it collects. */
public final class Loop {
    private final Set<String> carried;
    private final Map<String, Value> next = new LinkedHashMap<>();
    private final Map<String, Span> places = new LinkedHashMap<>();
    private final Map<String, String> owners = new LinkedHashMap<>();
    private final Map<String, List<Value>> emitted = new LinkedHashMap<>();
    private final Map<String, Span> emitPlaces = new LinkedHashMap<>();

    /** @param carried the names that it carries */
    public Loop(Set<String> carried) {
        this.carried = carried;
    }

    /** Whether a name is carried, so that it may have a {@code next}. */
    public boolean carries(String name) {
        return carried.contains(name);
    }

    /** The values that carried names have in the next iteration. Statements add to it. */
    public Map<String, Value> next() {
        return next;
    }

    /** Where they got them. Statements add to it. */
    public Map<String, Span> places() {
        return places;
    }

    /** The paths below which the next values have their parameters. Statements add to it. */
    public Map<String, String> owners() {
        return owners;
    }

    /**
     * Collects a value.
     *
     * @param span the name of what it belongs to
     */
    public void emit(String name, Value value, Span span) {
        emitted.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        emitPlaces.put(name, span);
    }

    /** What has been collected, by name. */
    public Map<String, List<Value>> emitted() {
        return emitted;
    }

    /** The last place of each name that collects. */
    public Map<String, Span> emitPlaces() {
        return emitPlaces;
    }
}
