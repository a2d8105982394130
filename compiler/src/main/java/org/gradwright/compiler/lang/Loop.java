// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradwright.compiler.lang.diagnostic.Span;

/** A loop that is being written out: what it carries, what its iteration hands on, and what it collects. */
final class Loop {
    private final Set<String> carried;
    private final Map<String, Value> next = new LinkedHashMap<>();
    private final Map<String, Span> places = new LinkedHashMap<>();
    private final Map<String, String> owners = new LinkedHashMap<>();
    private final Map<String, List<Value>> emitted = new LinkedHashMap<>();
    private final Map<String, Span> emitPlaces = new LinkedHashMap<>();

    Loop(Set<String> carried) {
        this.carried = carried;
    }

    boolean carries(String name) {
        return carried.contains(name);
    }

    Map<String, Value> next() {
        return next;
    }

    Map<String, Span> places() {
        return places;
    }

    /** The paths below which the next values have their parameters. */
    Map<String, String> owners() {
        return owners;
    }

    void emit(String name, Value value, Span span) {
        emitted.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        emitPlaces.put(name, span);
    }

    Map<String, List<Value>> emitted() {
        return emitted;
    }

    Map<String, Span> emitPlaces() {
        return emitPlaces;
    }
}
