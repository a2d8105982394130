// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build;

import org.gradwright.compiler.build.calls.Attention;
import org.gradwright.compiler.build.calls.AvgPool1d;
import org.gradwright.compiler.build.calls.AvgPool2d;
import org.gradwright.compiler.build.calls.BatchNorm;
import org.gradwright.compiler.build.calls.Celu;
import org.gradwright.compiler.build.calls.Conv1d;
import org.gradwright.compiler.build.calls.Conv2d;
import org.gradwright.compiler.build.calls.Conv3d;
import org.gradwright.compiler.build.calls.ConvTranspose2d;
import org.gradwright.compiler.build.calls.CosineSimilarity;
import org.gradwright.compiler.build.calls.Dense;
import org.gradwright.compiler.build.calls.DotProductAttention;
import org.gradwright.compiler.build.calls.Dropout;
import org.gradwright.compiler.build.calls.Elu;
import org.gradwright.compiler.build.calls.Embedding;
import org.gradwright.compiler.build.calls.Focal;
import org.gradwright.compiler.build.calls.GaussianNll;
import org.gradwright.compiler.build.calls.GroupNorm;
import org.gradwright.compiler.build.calls.Gru;
import org.gradwright.compiler.build.calls.HardTanh;
import org.gradwright.compiler.build.calls.Huber;
import org.gradwright.compiler.build.calls.InstanceNorm;
import org.gradwright.compiler.build.calls.LayerNorm;
import org.gradwright.compiler.build.calls.LeakyRelu;
import org.gradwright.compiler.build.calls.Lerp;
import org.gradwright.compiler.build.calls.LogSoftmax;
import org.gradwright.compiler.build.calls.Lstm;
import org.gradwright.compiler.build.calls.MaxPool1d;
import org.gradwright.compiler.build.calls.MaxPool2d;
import org.gradwright.compiler.build.calls.MultiHeadAttention;
import org.gradwright.compiler.build.calls.RmsNorm;
import org.gradwright.compiler.build.calls.Rnn;
import org.gradwright.compiler.build.calls.RnnCell;
import org.gradwright.compiler.build.calls.RotaryPositions;
import org.gradwright.compiler.build.calls.SeparableConv2d;
import org.gradwright.compiler.build.calls.SinusoidalPositions;
import org.gradwright.compiler.build.calls.SoftShrink;
import org.gradwright.compiler.build.calls.Softmax;
import org.gradwright.compiler.build.calls.SplitHeads;
import org.gradwright.compiler.build.calls.Swiglu;
import org.gradwright.compiler.build.calls.TransformerBlock;
import org.gradwright.compiler.build.calls.Triplet;
import org.gradwright.compiler.build.calls.Upsample2d;

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

    /**
     * 3-d convolution of volumes; weights are [filters, channels / groups, depth, height, width].
     *
     * <p>{@code conv3d(x, filters, kernel = 3, stride = 1, padding = 0, dilation = 1, groups = 1, activation = identity, bias = true, init = he_uniform)}
     */
    public Conv3d conv3d(Object x, Object filters) {
        return new Conv3d(Call.Parts.of("conv3d", x, filters));
    }

    /** Without its tensors: the function, which may be given settings. */
    public Conv3d conv3d() {
        return new Conv3d(Call.Parts.of("conv3d"));
    }

    /**
     * Depthwise convolution, then one of 1 x 1 over the channels (Chollet, 2017).
     *
     * <p>{@code separable_conv2d(x, filters, kernel = 3, stride = 1, padding = 0, activation = identity)}
     */
    public SeparableConv2d separableConv2d(Object x, Object filters) {
        return new SeparableConv2d(Call.Parts.of("separable_conv2d", x, filters));
    }

    /** Without its tensors: the function, which may be given settings. */
    public SeparableConv2d separableConv2d() {
        return new SeparableConv2d(Call.Parts.of("separable_conv2d"));
    }

    /**
     * Each pixel repeated, height and width times scale.
     *
     * <p>{@code upsample2d(x, scale = 2)}
     */
    public Upsample2d upsample2d(Object x) {
        return new Upsample2d(Call.Parts.of("upsample2d", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public Upsample2d upsample2d() {
        return new Upsample2d(Call.Parts.of("upsample2d"));
    }

    /**
     * All axes but the first as one.
     *
     * <p>{@code flatten(x)}
     */
    public FunctionCall flatten(Object x) {
        return new FunctionCall(Call.Parts.of("flatten", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public FunctionCall flatten() {
        return new FunctionCall(Call.Parts.of("flatten"));
    }

    /**
     * Layer normalisation without centring: x over the root of the mean of its squares (Zhang and Sennrich, 2019).
     *
     * <p>{@code rms_norm(x, eps = 1e-6)}
     */
    public RmsNorm rmsNorm(Object x) {
        return new RmsNorm(Call.Parts.of("rms_norm", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public RmsNorm rmsNorm() {
        return new RmsNorm(Call.Parts.of("rms_norm"));
    }

    /**
     * Normalisation over groups of channels, axis 1, of each example (Wu and He, 2018).
     *
     * <p>{@code group_norm(x, groups, eps = 1e-5)}
     */
    public GroupNorm groupNorm(Object x, Object groups) {
        return new GroupNorm(Call.Parts.of("group_norm", x, groups));
    }

    /** Without its tensors: the function, which may be given settings. */
    public GroupNorm groupNorm() {
        return new GroupNorm(Call.Parts.of("group_norm"));
    }

    /**
     * Normalisation of each channel of each example.
     *
     * <p>{@code instance_norm(x, eps = 1e-5)}
     */
    public InstanceNorm instanceNorm(Object x) {
        return new InstanceNorm(Call.Parts.of("instance_norm", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public InstanceNorm instanceNorm() {
        return new InstanceNorm(Call.Parts.of("instance_norm"));
    }

    /**
     * Parametric rectifier: one slope below zero for each feature of the last axis (He et al., 2015).
     *
     * <p>{@code prelu(x)}
     */
    public FunctionCall prelu(Object x) {
        return new FunctionCall(Call.Parts.of("prelu", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public FunctionCall prelu() {
        return new FunctionCall(Call.Parts.of("prelu"));
    }

    /**
     * softmax(q k' / sqrt(d)) v over the last two axes; `mask` is true where a query may look.
     *
     * <p>{@code dot_product_attention(q, k, v, causal = false, mask = none)}
     */
    public DotProductAttention dotProductAttention(Object q, Object k, Object v) {
        return new DotProductAttention(Call.Parts.of("dot_product_attention", q, k, v));
    }

    /** Without its tensors: the function, which may be given settings. */
    public DotProductAttention dotProductAttention() {
        return new DotProductAttention(Call.Parts.of("dot_product_attention"));
    }

    /**
     * [batch, time, size] as [batch, heads, time, size / heads].
     *
     * <p>{@code split_heads(x, heads)}
     */
    public SplitHeads splitHeads(Object x, Object heads) {
        return new SplitHeads(Call.Parts.of("split_heads", x, heads));
    }

    /** Without its tensors: the function, which may be given settings. */
    public SplitHeads splitHeads() {
        return new SplitHeads(Call.Parts.of("split_heads"));
    }

    /**
     * The inverse of split_heads.
     *
     * <p>{@code merge_heads(x)}
     */
    public FunctionCall mergeHeads(Object x) {
        return new FunctionCall(Call.Parts.of("merge_heads", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public FunctionCall mergeHeads() {
        return new FunctionCall(Call.Parts.of("merge_heads"));
    }

    /**
     * Multi-head attention of queries from x to keys and values from context (Vaswani et al., 2017).
     *
     * <p>{@code multi_head_attention(x, context, heads, causal = false, mask = none, rotary = false)}
     */
    public MultiHeadAttention multiHeadAttention(Object x, Object context, Object heads) {
        return new MultiHeadAttention(Call.Parts.of("multi_head_attention", x, context, heads));
    }

    /** Without its tensors: the function, which may be given settings. */
    public MultiHeadAttention multiHeadAttention() {
        return new MultiHeadAttention(Call.Parts.of("multi_head_attention"));
    }

    /**
     * Rotary position embedding: the two halves of the last axis turned by the position times base^(-2 i / size) (Su et al., 2021).
     *
     * <p>{@code rotary_positions(x, base = 10000.0)}
     */
    public RotaryPositions rotaryPositions(Object x) {
        return new RotaryPositions(Call.Parts.of("rotary_positions", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public RotaryPositions rotaryPositions() {
        return new RotaryPositions(Call.Parts.of("rotary_positions"));
    }

    /**
     * Positions as sines and cosines (Vaswani et al., 2017): [time, size], the sines first.
     *
     * <p>{@code sinusoidal_positions(time, size, base = 10000.0)}
     */
    public SinusoidalPositions sinusoidalPositions(Object time, Object size) {
        return new SinusoidalPositions(Call.Parts.of("sinusoidal_positions", time, size));
    }

    /**
     * Scaled exponential linear unit (Klambauer et al., 2017).
     *
     * <p>{@code selu(x)}
     */
    public FunctionCall selu(Object x) {
        return new FunctionCall(Call.Parts.of("selu", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public FunctionCall selu() {
        return new FunctionCall(Call.Parts.of("selu"));
    }

    /**
     * Exponential linear unit with a continuous derivative (Barron, 2017).
     *
     * <p>{@code celu(x, alpha = 1.0)}
     */
    public Celu celu(Object x) {
        return new Celu(Call.Parts.of("celu", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public Celu celu() {
        return new Celu(Call.Parts.of("celu"));
    }

    /**
     * x tanh(softplus(x)) (Misra, 2019).
     *
     * <p>{@code mish(x)}
     */
    public FunctionCall mish(Object x) {
        return new FunctionCall(Call.Parts.of("mish", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public FunctionCall mish() {
        return new FunctionCall(Call.Parts.of("mish"));
    }

    /**
     * The sigmoid in three straight pieces.
     *
     * <p>{@code hard_sigmoid(x)}
     */
    public FunctionCall hardSigmoid(Object x) {
        return new FunctionCall(Call.Parts.of("hard_sigmoid", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public FunctionCall hardSigmoid() {
        return new FunctionCall(Call.Parts.of("hard_sigmoid"));
    }

    /**
     * x times hard_sigmoid(x) (Howard et al., 2019).
     *
     * <p>{@code hard_swish(x)}
     */
    public FunctionCall hardSwish(Object x) {
        return new FunctionCall(Call.Parts.of("hard_swish", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public FunctionCall hardSwish() {
        return new FunctionCall(Call.Parts.of("hard_swish"));
    }

    /**
     * x kept between low and high.
     *
     * <p>{@code hard_tanh(x, low = -1.0, high = 1.0)}
     */
    public HardTanh hardTanh(Object x) {
        return new HardTanh(Call.Parts.of("hard_tanh", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public HardTanh hardTanh() {
        return new HardTanh(Call.Parts.of("hard_tanh"));
    }

    /**
     * The rectifier cut off at 6.
     *
     * <p>{@code relu6(x)}
     */
    public FunctionCall relu6(Object x) {
        return new FunctionCall(Call.Parts.of("relu6", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public FunctionCall relu6() {
        return new FunctionCall(Call.Parts.of("relu6"));
    }

    /**
     * The logarithm of the sigmoid, which does not overflow.
     *
     * <p>{@code log_sigmoid(x)}
     */
    public FunctionCall logSigmoid(Object x) {
        return new FunctionCall(Call.Parts.of("log_sigmoid", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public FunctionCall logSigmoid() {
        return new FunctionCall(Call.Parts.of("log_sigmoid"));
    }

    /**
     * x - tanh(x).
     *
     * <p>{@code tanh_shrink(x)}
     */
    public FunctionCall tanhShrink(Object x) {
        return new FunctionCall(Call.Parts.of("tanh_shrink", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public FunctionCall tanhShrink() {
        return new FunctionCall(Call.Parts.of("tanh_shrink"));
    }

    /**
     * 0 between -bound and bound, and beyond it x less the bound.
     *
     * <p>{@code soft_shrink(x, bound = 0.5)}
     */
    public SoftShrink softShrink(Object x) {
        return new SoftShrink(Call.Parts.of("soft_shrink", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public SoftShrink softShrink() {
        return new SoftShrink(Call.Parts.of("soft_shrink"));
    }

    /**
     * Gated linear unit: the first half of the last axis times the sigmoid of the second (Dauphin et al., 2017).
     *
     * <p>{@code glu(x)}
     */
    public FunctionCall glu(Object x) {
        return new FunctionCall(Call.Parts.of("glu", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public FunctionCall glu() {
        return new FunctionCall(Call.Parts.of("glu"));
    }

    /**
     * Gated unit of transformers: silu(x V) times x W, brought back to the size of x (Shazeer, 2020).
     *
     * <p>{@code swiglu(x, units)}
     */
    public Swiglu swiglu(Object x, Object units) {
        return new Swiglu(Call.Parts.of("swiglu", x, units));
    }

    /** Without its tensors: the function, which may be given settings. */
    public Swiglu swiglu() {
        return new Swiglu(Call.Parts.of("swiglu"));
    }

    /**
     * Absolute error, one number an element.
     *
     * <p>{@code absolute_error(p, y)}
     */
    public FunctionCall absoluteError(Object p, Object y) {
        return new FunctionCall(Call.Parts.of("absolute_error", p, y));
    }

    /** Without its tensors: the function, which may be given settings. */
    public FunctionCall absoluteError() {
        return new FunctionCall(Call.Parts.of("absolute_error"));
    }

    /**
     * Hinge loss of scores for labels of -1 and 1, one number an element.
     *
     * <p>{@code hinge(score, y)}
     */
    public FunctionCall hinge(Object score, Object y) {
        return new FunctionCall(Call.Parts.of("hinge", score, y));
    }

    /** Without its tensors: the function, which may be given settings. */
    public FunctionCall hinge() {
        return new FunctionCall(Call.Parts.of("hinge"));
    }

    /**
     * Kullback and Leibler's divergence of q from p over the last axis: sum(p log(p / q)); 0 where p is.
     *
     * <p>{@code kl_divergence(p, q)}
     */
    public FunctionCall klDivergence(Object p, Object q) {
        return new FunctionCall(Call.Parts.of("kl_divergence", p, q));
    }

    /** Without its tensors: the function, which may be given settings. */
    public FunctionCall klDivergence() {
        return new FunctionCall(Call.Parts.of("kl_divergence"));
    }

    /**
     * The cosine of the angle between a and b along an axis.
     *
     * <p>{@code cosine_similarity(a, b, axis = -1, eps = 1e-8)}
     */
    public CosineSimilarity cosineSimilarity(Object a, Object b) {
        return new CosineSimilarity(Call.Parts.of("cosine_similarity", a, b));
    }

    /** Without its tensors: the function, which may be given settings. */
    public CosineSimilarity cosineSimilarity() {
        return new CosineSimilarity(Call.Parts.of("cosine_similarity"));
    }

    /**
     * The negative logarithm of a normal distribution's density, one number an element.
     *
     * <p>{@code gaussian_nll(mu, variance, y, eps = 1e-6)}
     */
    public GaussianNll gaussianNll(Object mu, Object variance, Object y) {
        return new GaussianNll(Call.Parts.of("gaussian_nll", mu, variance, y));
    }

    /** Without its tensors: the function, which may be given settings. */
    public GaussianNll gaussianNll() {
        return new GaussianNll(Call.Parts.of("gaussian_nll"));
    }

    /**
     * Poisson loss of the logarithm of a rate, one number an element.
     *
     * <p>{@code poisson_nll(log_rate, y)}
     */
    public FunctionCall poissonNll(Object logRate, Object y) {
        return new FunctionCall(Call.Parts.of("poisson_nll", logRate, y));
    }

    /** Without its tensors: the function, which may be given settings. */
    public FunctionCall poissonNll() {
        return new FunctionCall(Call.Parts.of("poisson_nll"));
    }

    /**
     * Binary focal loss of logits, which weighs easy examples less (Lin et al., 2017); one number an element.
     *
     * <p>{@code focal(z, y, gamma = 2.0)}
     */
    public Focal focal(Object z, Object y) {
        return new Focal(Call.Parts.of("focal", z, y));
    }

    /** Without its tensors: the function, which may be given settings. */
    public Focal focal() {
        return new Focal(Call.Parts.of("focal"));
    }

    /**
     * Hinge on distances: a nearer to the same than to another by a margin, over the last axis (Schroff et al., 2015).
     *
     * <p>{@code triplet(a, same, other, margin = 1.0)}
     */
    public Triplet triplet(Object a, Object same, Object other) {
        return new Triplet(Call.Parts.of("triplet", a, same, other));
    }

    /** Without its tensors: the function, which may be given settings. */
    public Triplet triplet() {
        return new Triplet(Call.Parts.of("triplet"));
    }

    /**
     * One step of a simple recurrent network: activation(x W + h U + b).
     *
     * <p>{@code rnn_cell(x, h, activation = tanh)}
     */
    public RnnCell rnnCell(Object x, Object h) {
        return new RnnCell(Call.Parts.of("rnn_cell", x, h));
    }

    /** Without its tensors: the function, which may be given settings. */
    public RnnCell rnnCell() {
        return new RnnCell(Call.Parts.of("rnn_cell"));
    }

    /**
     * Simple recurrent network over a sequence: all hidden values.
     *
     * <p>{@code rnn(x, units, activation = tanh, truncate = none)}
     */
    public Rnn rnn(Object x, Object units) {
        return new Rnn(Call.Parts.of("rnn", x, units));
    }

    /** Without its tensors: the function, which may be given settings. */
    public Rnn rnn() {
        return new Rnn(Call.Parts.of("rnn"));
    }

    /**
     * One step of a gated recurrent unit (Cho et al., 2014), the reset gate after the product; c is the bias behind that gate.
     *
     * <p>{@code gru_cell(x, h)}
     */
    public FunctionCall gruCell(Object x, Object h) {
        return new FunctionCall(Call.Parts.of("gru_cell", x, h));
    }

    /** Without its tensors: the function, which may be given settings. */
    public FunctionCall gruCell() {
        return new FunctionCall(Call.Parts.of("gru_cell"));
    }

    /**
     * Gated recurrent unit over a sequence: all hidden values.
     *
     * <p>{@code gru(x, units, truncate = none)}
     */
    public Gru gru(Object x, Object units) {
        return new Gru(Call.Parts.of("gru", x, units));
    }

    /** Without its tensors: the function, which may be given settings. */
    public Gru gru() {
        return new Gru(Call.Parts.of("gru"));
    }
}
