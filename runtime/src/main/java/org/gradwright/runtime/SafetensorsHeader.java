// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.runtime.Safetensors.DType;
import org.gradwright.runtime.SafetensorsReader.Entry;

/**
 * The header of a safetensors file, checked: every tensor has its three facts, its shape fills its bytes exactly, and the
 * tensors fill the file without gap or overlap.
 *
 * @param metadata free texts
 * @param entries the tensors by name
 */
record SafetensorsHeader(Map<String, String> metadata, Map<String, Entry> entries) {
    static final String METADATA = "__metadata__";

    private static final List<String> FACTS = List.of("dtype", "shape", "data_offsets");

    /**
     * Reads a header.
     *
     * @param json its text
     * @param bytes how many bytes of numbers follow it
     * @throws IllegalArgumentException naming the fault
     */
    static SafetensorsHeader parse(String json, long bytes) {
        Map<String, String> metadata = new LinkedHashMap<>();
        Map<String, Entry> entries = new LinkedHashMap<>();
        object("the header", Json.parse(json)).forEach((name, value) -> {
            if (name.equals(METADATA)) {
                object(METADATA, value).forEach((key, text) -> metadata.put(key, string(METADATA, text)));
            } else {
                entries.put(name, entry(name, object(name, value)));
            }
        });
        contiguous(entries, bytes);
        return new SafetensorsHeader(metadata, entries);
    }

    private static Entry entry(String name, Map<?, ?> facts) {
        if (facts.size() != FACTS.size() || !facts.keySet().containsAll(FACTS)) {
            throw new IllegalArgumentException(name + " needs exactly dtype, shape and data_offsets");
        }
        DType type = type(name, string(name, facts.get("dtype")));
        List<Long> shape = numbers(name, facts.get("shape"));
        List<Long> offsets = numbers(name, facts.get("data_offsets"));
        if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
            throw new IllegalArgumentException(name + " has the data_offsets " + offsets + ", not a begin and an end");
        }
        Entry entry = new Entry(type, sizes(name, shape), offsets.get(0), offsets.get(1));
        if (entry.size() > Shapes.LONGEST_ARRAY || entry.size() * type.bytes() != entry.end() - entry.begin()) {
            throw new IllegalArgumentException(
                    name + " is " + type + shape + ", but has " + (entry.end() - entry.begin()) + " bytes");
        }
        return entry;
    }

    private static DType type(String name, String text) {
        for (DType type : DType.values()) {
            if (type.name().equals(text)) {
                return type;
            }
        }
        throw new IllegalArgumentException(
                name + " has the dtype " + text + ", but only F32, F64, I32, I64 and BOOL can be read: convert it");
    }

    private static List<Integer> sizes(String name, List<Long> shape) {
        if (shape.stream().anyMatch(size -> size > Shapes.LONGEST_ARRAY)) {
            throw new IllegalArgumentException(name + " has the shape " + shape + ", more than an array holds");
        }
        return shape.stream().map(Long::intValue).toList();
    }

    private static void contiguous(Map<String, Entry> entries, long bytes) {
        List<Map.Entry<String, Entry>> order = new ArrayList<>(entries.entrySet());
        order.sort(Comparator.<Map.Entry<String, Entry>>comparingLong(
                        e -> e.getValue().begin())
                .thenComparingLong(e -> e.getValue().end()));
        long end = 0;
        for (Map.Entry<String, Entry> entry : order) {
            if (entry.getValue().begin() != end) {
                throw new IllegalArgumentException(entry.getKey() + " begins at byte "
                        + entry.getValue().begin() + ", but the tensor before it ends at " + end);
            }
            end = entry.getValue().end();
        }
        if (end != bytes) {
            throw new IllegalArgumentException(
                    "the tensors need " + end + " bytes, but the file has " + bytes + " after its header");
        }
    }

    @SuppressWarnings("unchecked") // Json makes no other maps
    private static Map<String, Object> object(String name, Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new IllegalArgumentException(name + " is not an object");
    }

    private static String string(String name, Object value) {
        if (value instanceof String string) {
            return string;
        }
        throw new IllegalArgumentException(name + " holds something that should be a string");
    }

    private static List<Long> numbers(String name, Object value) {
        if (value instanceof List<?> list && list.stream().allMatch(Long.class::isInstance)) {
            return list.stream().map(Long.class::cast).toList();
        }
        throw new IllegalArgumentException(name + " holds something that should be a list of whole numbers");
    }
}
