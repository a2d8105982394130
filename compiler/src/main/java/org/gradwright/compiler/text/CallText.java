// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.text;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gradwright.compiler.graph.Optimiser;
import org.gradwright.compiler.train.Optimisers;
import org.gradwright.compiler.train.Schedule;

/** Optimisers and schedules back from their text: {@code adam(lr = cosine(peak = 0.001, warmup = 0, steps = 50))}. */
final class CallText {
    private CallText() {}

    static Optimiser optimiser(TextReader in) {
        String name = in.word();
        return Optimisers.create(name, settings(in));
    }

    private static Map<String, Object> settings(TextReader in) {
        var settings = new LinkedHashMap<String, Object>();
        in.expect("(");
        while (!in.take(")")) {
            if (!settings.isEmpty()) {
                in.expect(",");
            }
            String setting = in.word();
            in.expect("=");
            settings.put(setting, value(in));
        }
        return settings;
    }

    private static Object value(TextReader in) {
        if (in.take("true")) {
            return true;
        }
        if (in.take("false")) {
            return false;
        }
        for (String schedule : Schedule.NAMES) {
            if (in.take(schedule)) {
                return Schedule.create(schedule, settings(in));
            }
        }
        return in.number();
    }
}
