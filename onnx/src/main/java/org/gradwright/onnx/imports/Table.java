// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gradwright.compiler.build.Term;

/** Tables of operators by name. */
final class Table {
    private Table() {}

    @SafeVarargs
    static Map<String, Operator> of(Map.Entry<String, Operator>... entries) {
        return Arrays.stream(entries).collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static Map.Entry<String, Operator> any(String name, Operator operator) {
        return Map.entry(name, operator);
    }

    static Map.Entry<String, Operator> single(String name, Operator.Single operator) {
        return any(name, c -> List.of(new Value.Bound(operator.apply(c))));
    }

    static Map.Entry<String, Operator> several(String name, Operator.Several operator) {
        return any(name, c -> values(operator.apply(c)));
    }

    private static List<Value> values(List<Term> terms) {
        return terms.stream().<Value>map(Value.Bound::new).toList();
    }

    static Map.Entry<String, Operator> unary(String name, Operator.Unary operator) {
        return single(name, c -> operator.apply(c.x()));
    }

    static Map.Entry<String, Operator> binary(String name, Operator.Binary operator) {
        return single(name, c -> operator.apply(c.x(), c.y()));
    }
}
