// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.diagnostic.Suggestions;
import org.gradwright.compiler.lang.expression.Evaluator;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.session.Coercion;
import org.gradwright.compiler.lang.session.Session;
import org.gradwright.compiler.lang.syntax.Expression;
import org.gradwright.compiler.lang.syntax.Item;
import org.gradwright.compiler.lang.syntax.Setting;
import org.gradwright.compiler.lang.value.Value;

/** {@code data} and {@code fit}: what training reads. */
final class DataBlocks {
    private final Session session;
    private final Evaluator evaluator;

    DataBlocks(Session session, Evaluator evaluator) {
        this.session = session;
        this.evaluator = evaluator;
    }

    Map<String, Model.Data> read(List<Item> items) {
        Map<String, Model.Data> blocks = new LinkedHashMap<>();
        for (Item item : items) {
            if (item instanceof Item.Data data) {
                Model.Data before = blocks.putIfAbsent(data.name().text(), block(data));
                if (before != null) {
                    session.diagnostics()
                            .add(Diagnostic.error(
                                            "G0502",
                                            data.name().span(),
                                            "there are two `data` blocks `" + data.name() + "`")
                                    .label("first at "
                                            + before.span().seenFrom(data.name().span())));
                }
            }
        }
        return blocks;
    }

    private Model.Data block(Item.Data data) {
        Map<String, Expression> values = new LinkedHashMap<>();
        for (Setting setting : data.settings()) {
            requireInput(setting);
            if (values.putIfAbsent(setting.name().text(), setting.value()) != null) {
                session.diagnostics()
                        .add(Diagnostic.error(
                                "G0502", setting.name().span(), "`" + setting.name() + "` is given twice"));
            }
        }
        return new Model.Data(data.name().text(), values, data.name().span());
    }

    private void requireInput(Setting setting) {
        var inputs = session.registry().inputs().keySet();
        String name = setting.name().text();
        if (inputs.contains(setting.name().spelling()) || inputs.isEmpty()) {
            return;
        }
        var near = Suggestions.closest(name, inputs);
        Diagnostic error = Diagnostic.error("G0501", setting.name().span(), "no input is named `" + name + "`");
        session.diagnostics()
                .add(
                        near.isPresent()
                                ? error.label("did you mean `" + near.get() + "`?")
                                : error.help("the inputs are " + String.join(", ", inputs)));
    }

    Map<String, Model.Fit> fit(List<Item> items, Context context) {
        Map<String, Model.Fit> settings = new LinkedHashMap<>();
        for (Item item : items) {
            if (item instanceof Item.Fit fit) {
                fit.settings().forEach(setting -> add(setting, settings, context));
            }
        }
        return settings;
    }

    private void add(Setting setting, Map<String, Model.Fit> settings, Context context) {
        try {
            Value value = evaluator.evaluate(setting.value(), context.unowned());
            double number = Coercion.number(value, setting.value().span());
            if (settings.put(setting.name().text(), new Model.Fit(number, setting.span())) != null) {
                throw Fault.of(
                        Diagnostic.error("G0502", setting.name().span(), "`" + setting.name() + "` is given twice"));
            }
        } catch (Fault fault) {
            session.report(fault, context);
        }
    }
}
