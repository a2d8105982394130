// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.gradwright.cli.CommandException;
import org.gradwright.cli.FitSettings;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.lang.Model;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.DiagnosticException;
import org.gradwright.compiler.lang.diagnostic.Diagnostics;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.syntax.Expression;
import org.gradwright.runtime.data.Column;
import org.gradwright.runtime.data.DataException;

/** Reads the data blocks of a model: everything is read, checked and converted before anything runs. */
public final class DataBlockReader {
    private static final String TRAIN = "train";
    private static final String TEST = "test";

    private final Model model;
    private final ExampleAxis axis;
    private final Scalings scalings;
    private final DataExpressions expressions;
    private final Holdout holdout;
    private final int limit;

    private DataBlockReader(Model model, Path folder, Holdout holdout, Trained trained, int limit) {
        this.model = model;
        this.axis = ExampleAxis.of(model.graph());
        this.holdout = holdout;
        this.limit = limit;
        this.scalings =
                new Scalings(trained.scalings(), count -> holdout.of(count).train());
        this.expressions = expressions(folder::resolve);
    }

    /** @param place where the file is that a block names */
    private DataExpressions expressions(UnaryOperator<Path> place) {
        return new DataExpressions(new FileReaders(place), model.constants(), scalings);
    }

    /**
     * Reads whole blocks. What is scaled is scaled as in a training with the model's own seed.
     *
     * @param folder what the paths of files are relative to
     * @param limit of each block, so many examples at most
     */
    public static DataBlockReader of(Model model, Path folder, int limit) {
        return of(model, folder, Trained.NOTHING, limit);
    }

    /**
     * The same, where what is scaled is scaled as in the training of some weights.
     *
     * @param trained what is known of that training
     */
    public static DataBlockReader of(Model model, Path folder, Trained trained, int limit) {
        FitSettings fit = FitSettings.of(model, ExampleAxis.of(model.graph()));
        boolean ownTest = model.data().containsKey(TEST);
        long seed = trained.seed().orElse(fit.seed());
        return new DataBlockReader(
                model, folder, ownTest ? Holdout.NONE : new Holdout(fit.test(), seed), trained, limit);
    }

    /** The same where a part of the training data is kept to test with. */
    public static DataBlockReader holdingOut(Model model, Path folder, double part, long seed, Trained trained) {
        return new DataBlockReader(model, folder, new Holdout(part, seed), trained, Integer.MAX_VALUE);
    }

    /** The block {@code train}, parted into examples to learn from and those that are held out. */
    public TrainAndTest split(List<Input> inputs) {
        Examples all = read(TRAIN, inputs);
        Holdout.Parts parts = holdout.of(all.count());
        return new TrainAndTest(all.select(parts.train()), Optional.of(all.select(parts.test())), scalings.learnt());
    }

    /** The block {@code train}, and the block {@code test} if there is one. */
    public TrainAndTest blocks(List<Input> train, List<Input> test) {
        Examples learn = read(TRAIN, train);
        Optional<Examples> own = model.data().containsKey(TEST) ? Optional.of(read(TEST, test)) : Optional.empty();
        return new TrainAndTest(learn, own, scalings.learnt());
    }

    /** The alphabet of the text that gives an input its training data; absent where that is no text. */
    public Optional<Alphabet> alphabet(String input) {
        Model.Data block = model.data().get(TRAIN);
        Expression value = block == null ? null : block.values().get(input);
        try {
            return value == null ? Optional.empty() : expressions.alphabet(value);
        } catch (DataFault e) {
            var diagnostics = new Diagnostics();
            diagnostics.add(e.diagnostic());
            throw new DiagnosticException(diagnostics);
        }
    }

    /** The names of the classes that a block's input has; empty where its right-hand side does not tell them. */
    public List<String> classNames(String block, String input) {
        Expression value = model.data().get(block).values().get(input);
        return value == null ? List.of() : expressions.classNames(value);
    }

    /**
     * A block's examples.
     *
     * @param inputs those that are needed
     * @throws CommandException when the model has no such block
     * @throws DiagnosticException with everything that is wrong with the block or the data that it names
     */
    public Examples read(String block, List<Input> inputs) {
        return read(block, inputs, Map.of());
    }

    /**
     * A block's examples, where some inputs are read from other files than the block names.
     *
     * @param inputs those that are needed
     * @param instead files by input, each in the place of all that its right-hand side reads
     * @throws CommandException when the model has no such block, or the block reads no file for an input
     * @throws DiagnosticException with everything that is wrong with the block or the data that it names
     */
    public Examples read(String block, List<Input> inputs, Map<String, Path> instead) {
        require(block);
        instead.values().forEach(DataBlockReader::requireFile);
        boolean isTraining = block.equals(TRAIN) && instead.isEmpty();
        if (!isTraining && usesScaling(block) && model.data().containsKey(TRAIN)) {
            new Reading(model.data().get(TRAIN), true, Map.of()).read(inputs);
        }
        return new Reading(model.data().get(block), isTraining, instead).read(inputs);
    }

    private static void requireFile(Path file) {
        if (!Files.exists(file)) {
            throw new CommandException(file + ": no such file");
        }
    }

    private void require(String block) {
        if (!model.data().containsKey(block)) {
            throw new CommandException("the model has no block `data " + block + "`; "
                    + (model.data().isEmpty()
                            ? "it has none"
                            : "it has " + String.join(", ", model.data().keySet())));
        }
    }

    /** Whether the training data must be read first, to learn the scaling from. */
    private boolean usesScaling(String block) {
        return model.data().get(block).values().entrySet().stream()
                .filter(entry -> !scalings.isKnown(entry.getKey()))
                .anyMatch(entry -> entry.getValue().span().text().matches("(?s).*\\b(standardise|min_max)\\b.*"));
    }

    private final class Reading {
        private final Model.Data block;
        private final boolean learns;
        private final Map<String, Path> instead;
        private final Diagnostics diagnostics = new Diagnostics();
        private final Map<String, Column> columns = new LinkedHashMap<>();
        private final Map<String, Column> fixed = new LinkedHashMap<>();
        private final Map<String, Long> sizes = new LinkedHashMap<>();

        Reading(Model.Data block, boolean learns, Map<String, Path> instead) {
            this.block = block;
            this.learns = learns;
            this.instead = instead;
        }

        Examples read(List<Input> inputs) {
            inputs.forEach(this::read);
            diagnostics.throwIfErrors();
            return guarded(block.span(), () -> Examples.of(columns, fixed, sizes));
        }

        private void read(Input input) {
            Expression value = block.values().get(input.path());
            if (value == null) {
                diagnostics.add(Diagnostic.error(
                                "G0505", block.span(), "data " + block.name() + " does not give `" + input.path() + "`")
                        .help("add `" + input.path() + " = ...`, for " + input.path() + " : " + input.type()));
                return;
            }
            try {
                scalings.begin(input.path(), learns);
                fit(input, numbers(input, value), value.span());
            } catch (DataFault e) {
                diagnostics.add(e.diagnostic());
            }
        }

        private Numbers numbers(Input input, Expression value) {
            Path file = instead.get(input.path());
            return file == null ? expressions.evaluate(value) : numbersOf(file, input, value);
        }

        /** As the expression says, but of a file in the place of the one that it names. */
        private Numbers numbersOf(Path file, Input input, Expression value) {
            var isRead = new AtomicBoolean();
            Numbers numbers = expressions(named -> {
                        isRead.set(true);
                        return file;
                    })
                    .evaluate(value);
            if (!isRead.get()) {
                throw new CommandException("`data " + block.name() + "` reads no file for `" + input.path() + "`, so "
                        + file + " cannot take its place; leave --data out to read it as it is");
            }
            return numbers;
        }

        private void fit(Input input, Numbers numbers, Span span) {
            var fit = new InputFit(axis, model.graph().precision(), sizes);
            try {
                if (fit.isByExample(input, numbers)) {
                    columns.put(input.path(), fit.column(input, numbers.first(limit)));
                } else {
                    fixed.put(input.path(), fit.fixed(input, numbers));
                }
            } catch (IllegalArgumentException | ArithmeticException e) {
                diagnostics.add(Diagnostic.error("G0505", span, e.getMessage()));
            }
        }

        private <T> T guarded(Span span, Supplier<T> computation) {
            try {
                return computation.get();
            } catch (DataException e) {
                diagnostics.add(Diagnostic.error("G0505", span, e.getMessage()));
                throw new DiagnosticException(diagnostics);
            }
        }
    }
}
