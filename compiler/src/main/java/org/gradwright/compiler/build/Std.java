// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build;

import org.gradwright.compiler.build.calls.Attention;
import org.gradwright.compiler.build.calls.AvgPool1d;
import org.gradwright.compiler.build.calls.AvgPool2d;
import org.gradwright.compiler.build.calls.BatchNorm;
import org.gradwright.compiler.build.calls.Conv1d;
import org.gradwright.compiler.build.calls.Conv2d;
import org.gradwright.compiler.build.calls.ConvTranspose2d;
import org.gradwright.compiler.build.calls.Dense;
import org.gradwright.compiler.build.calls.Dropout;
import org.gradwright.compiler.build.calls.Elu;
import org.gradwright.compiler.build.calls.Embedding;
import org.gradwright.compiler.build.calls.Huber;
import org.gradwright.compiler.build.calls.LayerNorm;
import org.gradwright.compiler.build.calls.LeakyRelu;
import org.gradwright.compiler.build.calls.Lerp;
import org.gradwright.compiler.build.calls.LogSoftmax;
import org.gradwright.compiler.build.calls.Lstm;
import org.gradwright.compiler.build.calls.MaxPool1d;
import org.gradwright.compiler.build.calls.MaxPool2d;
import org.gradwright.compiler.build.calls.Softmax;
import org.gradwright.compiler.build.calls.TransformerBlock;

/** The standard layers and functions; generated from {@code std.graph}, which defines them. */
public final class Std {
    /** All of them. */
    public static final Std std = new Std();

    private Std() {}

    /**
     * Affine layer, y = activation(x W + b), over the last axis.
     *
     * <p>{@code dense(x, units, activation = identity, bias = true, init = glorot_uniform)}
     */
    public Dense dense(Object x, Object units) {
        return new Dense(Call.Parts.of("dense", x, units));
    }

    /** Without its tensors: the function, which may be given settings. */
    public Dense dense() {
        return new Dense(Call.Parts.of("dense"));
    }

    /**
     * 2-d convolution (cross-correlation), NCHW; weights are [filters, channels / groups, height, width].
     *
     * <p>{@code conv2d(x, filters, kernel = 3, stride = 1, padding = 0, dilation = 1, groups = 1, activation = identity, bias = true, init = he_uniform)}
     */
    public Conv2d conv2d(Object x, Object filters) {
        return new Conv2d(Call.Parts.of("conv2d", x, filters));
    }

    /** Without its tensors: the function, which may be given settings. */
    public Conv2d conv2d() {
        return new Conv2d(Call.Parts.of("conv2d"));
    }

    /**
     * Batch normalisation over axis 1; `update` is the new batch's share in the running statistics.
     *
     * <p>{@code batch_norm(x, eps = 1e-5, update = 0.1)}
     */
    public BatchNorm batchNorm(Object x) {
        return new BatchNorm(Call.Parts.of("batch_norm", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public BatchNorm batchNorm() {
        return new BatchNorm(Call.Parts.of("batch_norm"));
    }

    /**
     * Layer normalisation over the last axis.
     *
     * <p>{@code layer_norm(x, eps = 1e-5)}
     */
    public LayerNorm layerNorm(Object x) {
        return new LayerNorm(Call.Parts.of("layer_norm", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public LayerNorm layerNorm() {
        return new LayerNorm(Call.Parts.of("layer_norm"));
    }

    /**
     * Inverted dropout: active in training only; the mask is recomputed from (seed, step, path), never stored.
     *
     * <p>{@code dropout(x, rate = 0.5)}
     */
    public Dropout dropout(Object x) {
        return new Dropout(Call.Parts.of("dropout", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public Dropout dropout() {
        return new Dropout(Call.Parts.of("dropout"));
    }

    /**
     * Rows of a table; repeated tokens accumulate their gradients.
     *
     * <p>{@code embedding(tokens, vocabulary, size, init = normal(0.02))}
     */
    public Embedding embedding(Object tokens, Object vocabulary, Object size) {
        return new Embedding(Call.Parts.of("embedding", tokens, vocabulary, size));
    }

    /** Without its tensors: the function, which may be given settings. */
    public Embedding embedding() {
        return new Embedding(Call.Parts.of("embedding"));
    }

    /**
     * Multi-head self-attention; `mask` is true where a query may look.
     *
     * <p>{@code attention(x, heads, causal = false, mask = none)}
     */
    public Attention attention(Object x, Object heads) {
        return new Attention(Call.Parts.of("attention", x, heads));
    }

    /** Without its tensors: the function, which may be given settings. */
    public Attention attention() {
        return new Attention(Call.Parts.of("attention"));
    }

    /**
     * Pre-norm transformer block.
     *
     * <p>{@code transformer_block(x, heads, causal = false, expand = 4, activation = gelu)}
     */
    public TransformerBlock transformerBlock(Object x, Object heads) {
        return new TransformerBlock(Call.Parts.of("transformer_block", x, heads));
    }

    /** Without its tensors: the function, which may be given settings. */
    public TransformerBlock transformerBlock() {
        return new TransformerBlock(Call.Parts.of("transformer_block"));
    }

    /**
     * One LSTM step: returns the new hidden and cell values.
     *
     * <p>{@code lstm_cell(x, h, c)}
     */
    public FunctionCall lstmCell(Object x, Object h, Object c) {
        return new FunctionCall(Call.Parts.of("lstm_cell", x, h, c));
    }

    /** Without its tensors: the function, which may be given settings. */
    public FunctionCall lstmCell() {
        return new FunctionCall(Call.Parts.of("lstm_cell"));
    }

    /**
     * LSTM over a sequence: all hidden values.
     *
     * <p>{@code lstm(x, units, truncate = none)}
     */
    public Lstm lstm(Object x, Object units) {
        return new Lstm(Call.Parts.of("lstm", x, units));
    }

    /** Without its tensors: the function, which may be given settings. */
    public Lstm lstm() {
        return new Lstm(Call.Parts.of("lstm"));
    }

    /**
     * Probabilities along an axis, exp(x) / sum(exp(x)); the largest is taken off first, so that nothing overflows.
     *
     * <p>{@code softmax(x, axis = -1)}
     */
    public Softmax softmax(Object x) {
        return new Softmax(Call.Parts.of("softmax", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public Softmax softmax() {
        return new Softmax(Call.Parts.of("softmax"));
    }

    /**
     * The logarithm of softmax.
     *
     * <p>{@code log_softmax(x, axis = -1)}
     */
    public LogSoftmax logSoftmax(Object x) {
        return new LogSoftmax(Call.Parts.of("log_softmax", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public LogSoftmax logSoftmax() {
        return new LogSoftmax(Call.Parts.of("log_softmax"));
    }

    /**
     * Gaussian error linear unit, x times the normal distribution function (Hendrycks and Gimpel, 2016).
     *
     * <p>{@code gelu(x)}
     */
    public FunctionCall gelu(Object x) {
        return new FunctionCall(Call.Parts.of("gelu", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public FunctionCall gelu() {
        return new FunctionCall(Call.Parts.of("gelu"));
    }

    /**
     * The approximation of gelu by tanh, as GPT-2 has it.
     *
     * <p>{@code gelu_tanh(x)}
     */
    public FunctionCall geluTanh(Object x) {
        return new FunctionCall(Call.Parts.of("gelu_tanh", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public FunctionCall geluTanh() {
        return new FunctionCall(Call.Parts.of("gelu_tanh"));
    }

    /**
     * Sigmoid linear unit, also called swish.
     *
     * <p>{@code silu(x)}
     */
    public FunctionCall silu(Object x) {
        return new FunctionCall(Call.Parts.of("silu", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public FunctionCall silu() {
        return new FunctionCall(Call.Parts.of("silu"));
    }

    /**
     * Rectifier with a slope below zero.
     *
     * <p>{@code leaky_relu(x, alpha = 0.01)}
     */
    public LeakyRelu leakyRelu(Object x) {
        return new LeakyRelu(Call.Parts.of("leaky_relu", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public LeakyRelu leakyRelu() {
        return new LeakyRelu(Call.Parts.of("leaky_relu"));
    }

    /**
     * Exponential linear unit (Clevert et al., 2015).
     *
     * <p>{@code elu(x, alpha = 1.0)}
     */
    public Elu elu(Object x) {
        return new Elu(Call.Parts.of("elu", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public Elu elu() {
        return new Elu(Call.Parts.of("elu"));
    }

    /**
     * The way from a to b: a for t = 0, b for t = 1.
     *
     * <p>{@code lerp(a, b, t)}
     */
    public Lerp lerp(Object a, Object b, Object t) {
        return new Lerp(Call.Parts.of("lerp", a, b, t));
    }

    /** Without its tensors: the function, which may be given settings. */
    public Lerp lerp() {
        return new Lerp(Call.Parts.of("lerp"));
    }

    /**
     * Squared error, one number an element.
     *
     * <p>{@code squared_error(p, y)}
     */
    public FunctionCall squaredError(Object p, Object y) {
        return new FunctionCall(Call.Parts.of("squared_error", p, y));
    }

    /** Without its tensors: the function, which may be given settings. */
    public FunctionCall squaredError() {
        return new FunctionCall(Call.Parts.of("squared_error"));
    }

    /**
     * Binary cross entropy of probabilities, one number an element.
     *
     * <p>{@code bce(p, y)}
     */
    public FunctionCall bce(Object p, Object y) {
        return new FunctionCall(Call.Parts.of("bce", p, y));
    }

    /** Without its tensors: the function, which may be given settings. */
    public FunctionCall bce() {
        return new FunctionCall(Call.Parts.of("bce"));
    }

    /**
     * Binary cross entropy of logits, one number an element; stable at both ends.
     *
     * <p>{@code bce_with_logits(z, y)}
     */
    public FunctionCall bceWithLogits(Object z, Object y) {
        return new FunctionCall(Call.Parts.of("bce_with_logits", z, y));
    }

    /** Without its tensors: the function, which may be given settings. */
    public FunctionCall bceWithLogits() {
        return new FunctionCall(Call.Parts.of("bce_with_logits"));
    }

    /**
     * Huber's loss: squared near zero, linear beyond delta; one number an element.
     *
     * <p>{@code huber(p, y, delta = 1.0)}
     */
    public Huber huber(Object p, Object y) {
        return new Huber(Call.Parts.of("huber", p, y));
    }

    /** Without its tensors: the function, which may be given settings. */
    public Huber huber() {
        return new Huber(Call.Parts.of("huber"));
    }

    /**
     * 1-d convolution of sequences [batch, channels, length]; weights are [filters, channels / groups, kernel].
     *
     * <p>{@code conv1d(x, filters, kernel = 3, stride = 1, padding = 0, dilation = 1, groups = 1, activation = identity, bias = true, init = he_uniform)}
     */
    public Conv1d conv1d(Object x, Object filters) {
        return new Conv1d(Call.Parts.of("conv1d", x, filters));
    }

    /** Without its tensors: the function, which may be given settings. */
    public Conv1d conv1d() {
        return new Conv1d(Call.Parts.of("conv1d"));
    }

    /**
     * 2-d transposed convolution, NCHW; weights are [channels, filters / groups, height, width].
     *
     * <p>{@code conv_transpose2d(x, filters, kernel = 3, stride = 1, padding = 0, output_padding = 0, dilation = 1, groups = 1, activation = identity, bias = true, init = he_uniform)}
     */
    public ConvTranspose2d convTranspose2d(Object x, Object filters) {
        return new ConvTranspose2d(Call.Parts.of("conv_transpose2d", x, filters));
    }

    /** Without its tensors: the function, which may be given settings. */
    public ConvTranspose2d convTranspose2d() {
        return new ConvTranspose2d(Call.Parts.of("conv_transpose2d"));
    }

    /**
     * Largest value of each window, NCHW; windows lie side by side without a stride.
     *
     * <p>{@code max_pool2d(x, kernel = 2, stride = none, padding = 0, dilation = 1)}
     */
    public MaxPool2d maxPool2d(Object x) {
        return new MaxPool2d(Call.Parts.of("max_pool2d", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public MaxPool2d maxPool2d() {
        return new MaxPool2d(Call.Parts.of("max_pool2d"));
    }

    /**
     * Mean of each window, NCHW.
     *
     * <p>{@code avg_pool2d(x, kernel = 2, stride = none, padding = 0, count_padding = true)}
     */
    public AvgPool2d avgPool2d(Object x) {
        return new AvgPool2d(Call.Parts.of("avg_pool2d", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public AvgPool2d avgPool2d() {
        return new AvgPool2d(Call.Parts.of("avg_pool2d"));
    }

    /**
     * Largest value of each window of sequences [batch, channels, length].
     *
     * <p>{@code max_pool1d(x, kernel = 2, stride = none, padding = 0, dilation = 1)}
     */
    public MaxPool1d maxPool1d(Object x) {
        return new MaxPool1d(Call.Parts.of("max_pool1d", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public MaxPool1d maxPool1d() {
        return new MaxPool1d(Call.Parts.of("max_pool1d"));
    }

    /**
     * Mean of each window of sequences.
     *
     * <p>{@code avg_pool1d(x, kernel = 2, stride = none, padding = 0, count_padding = true)}
     */
    public AvgPool1d avgPool1d(Object x) {
        return new AvgPool1d(Call.Parts.of("avg_pool1d", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public AvgPool1d avgPool1d() {
        return new AvgPool1d(Call.Parts.of("avg_pool1d"));
    }

    /**
     * Mean of each channel of an image.
     *
     * <p>{@code global_avg_pool2d(x)}
     */
    public FunctionCall globalAvgPool2d(Object x) {
        return new FunctionCall(Call.Parts.of("global_avg_pool2d", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public FunctionCall globalAvgPool2d() {
        return new FunctionCall(Call.Parts.of("global_avg_pool2d"));
    }
}
