// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.runtime.ModelDescription.Constant;
import org.gradwright.runtime.ModelDescription.Kind;
import org.gradwright.runtime.ModelDescription.Metric;

/**
 * A model that can be trained: the base of every generated class. It owns the arena with the model's variables, counts the
 * steps, and saves and restores the state. A generated class adds {@code step}, {@code evaluate} and one method an output,
 * typed by the model's own names.
 *
 * <p>A model belongs to one thread at a time; {@link #threads(int)} lets it compute on several. Arrays that a caller passes are read
 * during the call and not kept; arrays that a call returns are new. So several models of one class may work side by side, one a thread:
 * they share nothing. {@link ServedModel} lets any number of threads ask one while another thread trains it.
 *
 * <p>After {@link #close} every use throws {@link IllegalStateException}.
 */
public abstract class TrainingStep extends Stepping implements AutoCloseable {
    /** The real numbers of an f32 model, the persistent part first; null in an f64 model. */
    protected float[] f32;

    /** The real numbers of an f64 model, the persistent part first; null in an f32 model. */
    protected double[] f64;

    /** Scratch for whole numbers and conditions; nothing in it outlives a call. */
    protected int[] i32;

    private final ModelDescription description;
    private final Map<String, Parameter> variables = new LinkedHashMap<>();
    private long seed;
    private boolean closed;

    /**
     * A model at its start: variables initialised by (seed, path), no steps done, metrics not a number.
     *
     * @param description what was compiled
     * @param seed decides all random numbers
     */
    protected TrainingStep(ModelDescription description, long seed) {
        super(description);
        this.description = description;
        description.variables().forEach(variable -> variables.put(variable.path(), new Parameter(this, variable)));
        i32 = new int[0];
        this.seed = seed;
        start();
    }

    private void start() {
        if (description.precision() == Precision.F32) {
            f32 = new float[description.realPersistent()];
        } else {
            f64 = new double[description.realPersistent()];
        }
        description.metrics().forEach(metric -> write(metric.offset(), Double.NaN));
        description.constants().forEach(this::fill);
        variables.values().forEach(variable -> variable.initialise(seed));
    }

    private void fill(Constant constant) {
        for (int i = 0; i < constant.values().size(); i++) {
            write(constant.offset() + i, constant.values().get(i));
        }
    }

    /**
     * Makes the arena large enough for a call; generated code begins every call with it. The persistent part is kept,
     * scratch is not.
     *
     * @param reals how many real numbers the call needs, the persistent part included
     * @param ints how many whole numbers it needs
     * @throws IllegalArgumentException when an array cannot be that long or memory does not suffice
     * @throws IllegalStateException when the model is closed
     */
    protected final void reserve(long reals, long ints) {
        requireOpen();
        int kept = description.realPersistent();
        if (f32 != null && reals > f32.length) {
            f32 = f32.length > kept ? Arrays.copyOf(f32, kept) : f32; // lets scratch go before more is allocated
            f32 = ArenaGrowth.grown(f32, reals);
        }
        if (f64 != null && reals > f64.length) {
            f64 = f64.length > kept ? Arrays.copyOf(f64, kept) : f64;
            f64 = ArenaGrowth.grown(f64, reals);
        }
        if (ints > i32.length) {
            i32 = ArenaGrowth.ints(ints);
        }
    }

    /** The key of one node's random draws in the current step, for {@link CounterRandom}. */
    protected final int randomKey(int nodeKey) {
        return CounterRandom.key(seed, steps() + 1, nodeKey);
    }

    /**
     * Computes the loss and the metrics without training or changing any variable.
     *
     * @param inputs as for {@link #stepWith}
     * @return the loss; with several train lines that of the first
     * @throws IllegalArgumentException when an input does not fit
     */
    public abstract double evaluateWith(Object... inputs);

    /**
     * Computes all outputs.
     *
     * @param inputs as for {@link #stepWith}; what no output needs may be null
     * @return the outputs in order of declaration
     * @throws IllegalArgumentException when an input does not fit
     */
    public abstract Object[] predictWith(Object... inputs);

    /** What was compiled. */
    public final ModelDescription description() {
        return description;
    }

    /** The number that decides all random numbers of this model. */
    public final long seed() {
        return seed;
    }

    /**
     * A metric or loss of the latest step or evaluation; not a number before the first.
     *
     * @throws IllegalArgumentException when the model has no metric of this name
     */
    public final double metric(String name) {
        requireOpen();
        for (Metric metric : description.metrics()) {
            if (metric.name().equals(name)) {
                return read(metric.offset());
            }
        }
        List<String> names = description.metrics().stream().map(Metric::name).toList();
        throw new IllegalArgumentException("no metric is called " + name + Suggestion.among(names, name));
    }

    /** All losses and metrics of the latest step or evaluation, in order of declaration. */
    public final Map<String, Double> metrics() {
        requireOpen();
        Map<String, Double> values = new LinkedHashMap<>();
        description.metrics().forEach(metric -> values.put(metric.name(), read(metric.offset())));
        return values;
    }

    /**
     * A variable of any kind by its path, such as {@code h[3].att.qkv.W}.
     *
     * @throws IllegalArgumentException when the model has no such variable
     */
    public final Parameter parameter(String path) {
        Parameter found = variables.get(path);
        if (found == null) {
            throw new IllegalArgumentException(
                    "no parameter is called " + path + Suggestion.among(variables.keySet(), path));
        }
        return found;
    }

    /** The trained variables, in order of creation. */
    public final List<Parameter> parameters() {
        return ofKind(Kind.PARAM);
    }

    /** The variables that are kept but not trained, in order of creation. */
    public final List<Parameter> states() {
        return ofKind(Kind.STATE);
    }

    /** Parameters, states and optimiser state, in order of creation. */
    public final List<Parameter> variables() {
        return new ArrayList<>(variables.values());
    }

    private List<Parameter> ofKind(Kind kind) {
        return variables.values().stream().filter(v -> v.kind() == kind).toList();
    }

    /** A copy of everything that training changes. */
    public final Snapshot snapshot() {
        requireOpen();
        int length = description.realPersistent();
        Object reals = f32 != null ? Arrays.copyOf(f32, length) : Arrays.copyOf(f64, length);
        return new Snapshot(description, reals, seed, counts().copy());
    }

    /**
     * Returns to a snapshot of this model or of another one of the same class.
     *
     * @throws IllegalArgumentException when the snapshot is of another model
     */
    public final void restore(Snapshot snapshot) {
        requireOpen();
        snapshot.requireOf(description);
        System.arraycopy(snapshot.reals(), 0, reals(), 0, description.realPersistent());
        resume(snapshot.seed(), snapshot.counts());
    }

    /**
     * Writes parameters, states, optimiser state, steps and seed as a safetensors file. The file appears whole or not at
     * all; one that was there stays until then.
     *
     * @throws ModelFileException when it cannot be written
     */
    public final void save(Path file) {
        save(file, Map.of());
    }

    /**
     * As {@link #save(Path)}, with texts of the caller's own in the file's metadata. Restoring passes over them;
     * {@link SafetensorsReader#metadata} reads them.
     *
     * @param notes by key
     * @throws IllegalArgumentException when a key is one that the file itself uses
     * @throws ModelFileException when it cannot be written
     */
    public final void save(Path file, Map<String, String> notes) {
        requireOpen();
        StateFile.save(this, file, notes);
    }

    /**
     * Returns to what {@link #save} wrote, by a model of the same graph in either precision.
     *
     * @throws ModelFileException when the file is damaged or of another model; nothing is changed then
     */
    public final void restore(Path file) {
        requireOpen();
        StateFile.restore(this, file);
    }

    /**
     * Takes parameters and states from a safetensors file and begins afresh with everything else: no steps done, optimiser
     * state at its start. Tensors of optimiser state in the file are passed over.
     *
     * @throws ModelFileException when the file is damaged or its names or shapes differ; nothing is changed then
     */
    public final void restoreParameters(Path file) {
        requireOpen();
        StateFile.restoreParameters(this, file, false);
    }

    /** As {@link #restoreParameters}, with the moving average of each parameter of which the file has one in its place. */
    public final void restoreAveraged(Path file) {
        requireOpen();
        StateFile.restoreParameters(this, file, true);
    }

    final void resume(long newSeed, StepCounts newSteps) {
        seed = newSeed;
        counts().set(newSteps);
    }

    /** The arena itself, a {@code float[]} or {@code double[]}. */
    final Object reals() {
        return f32 != null ? f32 : f64;
    }

    final double read(int index) {
        requireOpen();
        return f32 != null ? f32[index] : f64[index];
    }

    final void write(int index, double value) {
        requireOpen();
        if (f32 != null) {
            f32[index] = (float) value;
        } else {
            f64[index] = value;
        }
    }

    @Override
    final void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this " + description.graph() + " is closed: create or load another one");
        }
    }

    /** Ends the threads and lets the memory go; a second call does nothing. */
    @Override
    public final void close() {
        closed = true;
        endTeam();
        f32 = null;
        f64 = null;
        i32 = null;
    }
}
