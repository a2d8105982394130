// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build;

import org.gradwright.compiler.build.calls.ArgTopK;
import org.gradwright.compiler.build.calls.Argmax;
import org.gradwright.compiler.build.calls.Argmin;
import org.gradwright.compiler.build.calls.Argsort;
import org.gradwright.compiler.build.calls.AvgPool;
import org.gradwright.compiler.build.calls.AvgPool1d;
import org.gradwright.compiler.build.calls.AvgPool2d;
import org.gradwright.compiler.build.calls.Celu;
import org.gradwright.compiler.build.calls.Clamp;
import org.gradwright.compiler.build.calls.Concat;
import org.gradwright.compiler.build.calls.Convolve;
import org.gradwright.compiler.build.calls.ConvolveTransposed;
import org.gradwright.compiler.build.calls.CosineSimilarity;
import org.gradwright.compiler.build.calls.CrossEntropy;
import org.gradwright.compiler.build.calls.Cumprod;
import org.gradwright.compiler.build.calls.Cumsum;
import org.gradwright.compiler.build.calls.DotProductAttention;
import org.gradwright.compiler.build.calls.Dropout;
import org.gradwright.compiler.build.calls.Elu;
import org.gradwright.compiler.build.calls.Focal;
import org.gradwright.compiler.build.calls.Gather;
import org.gradwright.compiler.build.calls.GaussianNll;
import org.gradwright.compiler.build.calls.HardTanh;
import org.gradwright.compiler.build.calls.Huber;
import org.gradwright.compiler.build.calls.InstanceNorm;
import org.gradwright.compiler.build.calls.Jacobian;
import org.gradwright.compiler.build.calls.LeakyRelu;
import org.gradwright.compiler.build.calls.Lerp;
import org.gradwright.compiler.build.calls.LogSoftmax;
import org.gradwright.compiler.build.calls.Logsumexp;
import org.gradwright.compiler.build.calls.Max;
import org.gradwright.compiler.build.calls.MaxPool;
import org.gradwright.compiler.build.calls.MaxPool1d;
import org.gradwright.compiler.build.calls.MaxPool2d;
import org.gradwright.compiler.build.calls.Mean;
import org.gradwright.compiler.build.calls.Min;
import org.gradwright.compiler.build.calls.Norm;
import org.gradwright.compiler.build.calls.Normal;
import org.gradwright.compiler.build.calls.Pad;
import org.gradwright.compiler.build.calls.Prod;
import org.gradwright.compiler.build.calls.RotaryPositions;
import org.gradwright.compiler.build.calls.ScatterAdd;
import org.gradwright.compiler.build.calls.SinusoidalPositions;
import org.gradwright.compiler.build.calls.SoftShrink;
import org.gradwright.compiler.build.calls.Softmax;
import org.gradwright.compiler.build.calls.Sort;
import org.gradwright.compiler.build.calls.Split;
import org.gradwright.compiler.build.calls.SplitHeads;
import org.gradwright.compiler.build.calls.Stack;
import org.gradwright.compiler.build.calls.Steps;
import org.gradwright.compiler.build.calls.Sum;
import org.gradwright.compiler.build.calls.TakeAlong;
import org.gradwright.compiler.build.calls.TopK;
import org.gradwright.compiler.build.calls.Triplet;
import org.gradwright.compiler.build.calls.Uniform;
import org.gradwright.compiler.build.calls.Unstack;
import org.gradwright.compiler.build.calls.Upsample2d;
import org.gradwright.compiler.build.calls.Var;

/**
 * The functions of the language; generated. A field is a function as a value, {@code activation(relu)}, or an initialiser.
 */
public final class Functions {
    public static final Term exp = Term.word("exp");

    public static final Term expm1 = Term.word("expm1");

    public static final Term log = Term.word("log");

    public static final Term log1p = Term.word("log1p");

    public static final Term sin = Term.word("sin");

    public static final Term cos = Term.word("cos");

    public static final Term tan = Term.word("tan");

    public static final Term asin = Term.word("asin");

    public static final Term acos = Term.word("acos");

    public static final Term atan = Term.word("atan");

    public static final Term sinh = Term.word("sinh");

    public static final Term cosh = Term.word("cosh");

    public static final Term tanh = Term.word("tanh");

    public static final Term erf = Term.word("erf");

    public static final Term sigmoid = Term.word("sigmoid");

    public static final Term softplus = Term.word("softplus");

    public static final Term softsign = Term.word("softsign");

    public static final Term sqrt = Term.word("sqrt");

    public static final Term square = Term.word("square");

    public static final Term abs = Term.word("abs");

    public static final Term sign = Term.word("sign");

    public static final Term reciprocal = Term.word("reciprocal");

    public static final Term relu = Term.word("relu");

    public static final Term floor = Term.word("floor");

    public static final Term ceil = Term.word("ceil");

    public static final Term round = Term.word("round");

    public static final Term identity = Term.word("identity");

    public static final Term clamp = Term.word("clamp");

    public static final Term toReal = Term.word("real");

    public static final Term toI32 = Term.word("i32");

    public static final Term sum = Term.word("sum");

    public static final Term mean = Term.word("mean");

    public static final Term max = Term.word("max");

    public static final Term min = Term.word("min");

    public static final Term prod = Term.word("prod");

    public static final Term norm = Term.word("norm");

    public static final Term logsumexp = Term.word("logsumexp");

    public static final Term var = Term.word("var");

    public static final Term argmax = Term.word("argmax");

    public static final Term argmin = Term.word("argmin");

    public static final Term shape = Term.word("shape");

    public static final Term elements = Term.word("elements");

    public static final Term rank = Term.word("rank");

    public static final Term pair = Term.word("pair");

    public static final Term unstack = Term.word("unstack");

    public static final Term steps = Term.word("steps");

    public static final Term cumsum = Term.word("cumsum");

    public static final Term cumprod = Term.word("cumprod");

    public static final Term sort = Term.word("sort");

    public static final Term argsort = Term.word("argsort");

    public static final Term zeros = Term.word("zeros");

    public static final Term ones = Term.word("ones");

    public static final Term stopGradient = Term.word("stop_gradient");

    public static final Term orthogonal = Term.word("orthogonal");

    public static final Term glorotUniform = Term.word("glorot_uniform");

    public static final Term glorotNormal = Term.word("glorot_normal");

    public static final Term heUniform = Term.word("he_uniform");

    public static final Term heNormal = Term.word("he_normal");

    public static final Term dropout = Term.word("dropout");

    public static final Term softmax = Term.word("softmax");

    public static final Term logSoftmax = Term.word("log_softmax");

    public static final Term gelu = Term.word("gelu");

    public static final Term geluTanh = Term.word("gelu_tanh");

    public static final Term silu = Term.word("silu");

    public static final Term leakyRelu = Term.word("leaky_relu");

    public static final Term elu = Term.word("elu");

    public static final Term maxPool2d = Term.word("max_pool2d");

    public static final Term avgPool2d = Term.word("avg_pool2d");

    public static final Term maxPool1d = Term.word("max_pool1d");

    public static final Term avgPool1d = Term.word("avg_pool1d");

    public static final Term globalAvgPool2d = Term.word("global_avg_pool2d");

    public static final Term upsample2d = Term.word("upsample2d");

    public static final Term flatten = Term.word("flatten");

    public static final Term instanceNorm = Term.word("instance_norm");

    public static final Term mergeHeads = Term.word("merge_heads");

    public static final Term rotaryPositions = Term.word("rotary_positions");

    public static final Term selu = Term.word("selu");

    public static final Term celu = Term.word("celu");

    public static final Term mish = Term.word("mish");

    public static final Term hardSigmoid = Term.word("hard_sigmoid");

    public static final Term hardSwish = Term.word("hard_swish");

    public static final Term hardTanh = Term.word("hard_tanh");

    public static final Term relu6 = Term.word("relu6");

    public static final Term logSigmoid = Term.word("log_sigmoid");

    public static final Term tanhShrink = Term.word("tanh_shrink");

    public static final Term softShrink = Term.word("soft_shrink");

    public static final Term glu = Term.word("glu");

    private Functions() {}

    /** {@code exp(x)} */
    public static FunctionCall exp(Object x) {
        return new FunctionCall(Call.Parts.of("exp", x));
    }

    /** {@code expm1(x)} */
    public static FunctionCall expm1(Object x) {
        return new FunctionCall(Call.Parts.of("expm1", x));
    }

    /** {@code log(x)} */
    public static FunctionCall log(Object x) {
        return new FunctionCall(Call.Parts.of("log", x));
    }

    /** {@code log1p(x)} */
    public static FunctionCall log1p(Object x) {
        return new FunctionCall(Call.Parts.of("log1p", x));
    }

    /** {@code sin(x)} */
    public static FunctionCall sin(Object x) {
        return new FunctionCall(Call.Parts.of("sin", x));
    }

    /** {@code cos(x)} */
    public static FunctionCall cos(Object x) {
        return new FunctionCall(Call.Parts.of("cos", x));
    }

    /** {@code tan(x)} */
    public static FunctionCall tan(Object x) {
        return new FunctionCall(Call.Parts.of("tan", x));
    }

    /** {@code asin(x)} */
    public static FunctionCall asin(Object x) {
        return new FunctionCall(Call.Parts.of("asin", x));
    }

    /** {@code acos(x)} */
    public static FunctionCall acos(Object x) {
        return new FunctionCall(Call.Parts.of("acos", x));
    }

    /** {@code atan(x)} */
    public static FunctionCall atan(Object x) {
        return new FunctionCall(Call.Parts.of("atan", x));
    }

    /** {@code sinh(x)} */
    public static FunctionCall sinh(Object x) {
        return new FunctionCall(Call.Parts.of("sinh", x));
    }

    /** {@code cosh(x)} */
    public static FunctionCall cosh(Object x) {
        return new FunctionCall(Call.Parts.of("cosh", x));
    }

    /** {@code tanh(x)} */
    public static FunctionCall tanh(Object x) {
        return new FunctionCall(Call.Parts.of("tanh", x));
    }

    /** {@code erf(x)} */
    public static FunctionCall erf(Object x) {
        return new FunctionCall(Call.Parts.of("erf", x));
    }

    /** {@code sigmoid(x)} */
    public static FunctionCall sigmoid(Object x) {
        return new FunctionCall(Call.Parts.of("sigmoid", x));
    }

    /** {@code softplus(x)} */
    public static FunctionCall softplus(Object x) {
        return new FunctionCall(Call.Parts.of("softplus", x));
    }

    /** {@code softsign(x)} */
    public static FunctionCall softsign(Object x) {
        return new FunctionCall(Call.Parts.of("softsign", x));
    }

    /** {@code sqrt(x)} */
    public static FunctionCall sqrt(Object x) {
        return new FunctionCall(Call.Parts.of("sqrt", x));
    }

    /** {@code square(x)} */
    public static FunctionCall square(Object x) {
        return new FunctionCall(Call.Parts.of("square", x));
    }

    /** {@code abs(x)} */
    public static FunctionCall abs(Object x) {
        return new FunctionCall(Call.Parts.of("abs", x));
    }

    /** {@code sign(x)} */
    public static FunctionCall sign(Object x) {
        return new FunctionCall(Call.Parts.of("sign", x));
    }

    /** {@code reciprocal(x)} */
    public static FunctionCall reciprocal(Object x) {
        return new FunctionCall(Call.Parts.of("reciprocal", x));
    }

    /** {@code relu(x)} */
    public static FunctionCall relu(Object x) {
        return new FunctionCall(Call.Parts.of("relu", x));
    }

    /** {@code floor(x)} */
    public static FunctionCall floor(Object x) {
        return new FunctionCall(Call.Parts.of("floor", x));
    }

    /** {@code ceil(x)} */
    public static FunctionCall ceil(Object x) {
        return new FunctionCall(Call.Parts.of("ceil", x));
    }

    /** {@code round(x)} */
    public static FunctionCall round(Object x) {
        return new FunctionCall(Call.Parts.of("round", x));
    }

    /** {@code identity(x)} */
    public static FunctionCall identity(Object x) {
        return new FunctionCall(Call.Parts.of("identity", x));
    }

    /** {@code maximum(a, b)} */
    public static FunctionCall maximum(Object a, Object b) {
        return new FunctionCall(Call.Parts.of("maximum", a, b));
    }

    /** {@code minimum(a, b)} */
    public static FunctionCall minimum(Object a, Object b) {
        return new FunctionCall(Call.Parts.of("minimum", a, b));
    }

    /** {@code clamp(x, min = none, max = none)} */
    public static Clamp clamp(Object x) {
        return new Clamp(Call.Parts.of("clamp", x));
    }

    /** {@code where(condition, a, b)} */
    public static FunctionCall where(Object condition, Object a, Object b) {
        return new FunctionCall(Call.Parts.of("where", condition, a, b));
    }

    /** {@code real(x)} */
    public static FunctionCall toReal(Object x) {
        return new FunctionCall(Call.Parts.of("real", x));
    }

    /** {@code i32(x)} */
    public static FunctionCall toI32(Object x) {
        return new FunctionCall(Call.Parts.of("i32", x));
    }

    /** {@code sum(x, axis = none, keep = false)} */
    public static Sum sum(Object x) {
        return new Sum(Call.Parts.of("sum", x));
    }

    /** {@code mean(x, axis = none, keep = false)} */
    public static Mean mean(Object x) {
        return new Mean(Call.Parts.of("mean", x));
    }

    /** {@code max(x, axis = none, keep = false)} */
    public static Max max(Object x) {
        return new Max(Call.Parts.of("max", x));
    }

    /** {@code min(x, axis = none, keep = false)} */
    public static Min min(Object x) {
        return new Min(Call.Parts.of("min", x));
    }

    /** {@code prod(x, axis = none, keep = false)} */
    public static Prod prod(Object x) {
        return new Prod(Call.Parts.of("prod", x));
    }

    /** {@code norm(x, axis = none, keep = false)} */
    public static Norm norm(Object x) {
        return new Norm(Call.Parts.of("norm", x));
    }

    /** {@code logsumexp(x, axis = none, keep = false)} */
    public static Logsumexp logsumexp(Object x) {
        return new Logsumexp(Call.Parts.of("logsumexp", x));
    }

    /** {@code var(x, axis = none, keep = false, correction = 0)} */
    public static Var var(Object x) {
        return new Var(Call.Parts.of("var", x));
    }

    /** {@code argmax(x, axis = -1, keep = false)} */
    public static Argmax argmax(Object x) {
        return new Argmax(Call.Parts.of("argmax", x));
    }

    /** {@code argmin(x, axis = -1, keep = false)} */
    public static Argmin argmin(Object x) {
        return new Argmin(Call.Parts.of("argmin", x));
    }

    /** {@code shape(x)} */
    public static FunctionCall shape(Object x) {
        return new FunctionCall(Call.Parts.of("shape", x));
    }

    /** {@code size(x, axis)} */
    public static FunctionCall size(Object x, Object... axis) {
        return new FunctionCall(Call.Parts.of("size", x, Call.oneOrList(axis)));
    }

    /** {@code elements(x)} */
    public static FunctionCall elements(Object x) {
        return new FunctionCall(Call.Parts.of("elements", x));
    }

    /** {@code rank(x)} */
    public static FunctionCall rank(Object x) {
        return new FunctionCall(Call.Parts.of("rank", x));
    }

    /** {@code other_axes(x, axis)} */
    public static FunctionCall otherAxes(Object x, Object... axis) {
        return new FunctionCall(Call.Parts.of("other_axes", x, Call.oneOrList(axis)));
    }

    /** {@code pair(x)} */
    public static FunctionCall pair(Object x) {
        return new FunctionCall(Call.Parts.of("pair", x));
    }

    /** {@code along(v, x, axis)} */
    public static FunctionCall along(Object v, Object x, Object... axis) {
        return new FunctionCall(Call.Parts.of("along", v, x, Call.oneOrList(axis)));
    }

    /** {@code reshape(x, shape)} */
    public static FunctionCall reshape(Object x, Object... shape) {
        return new FunctionCall(Call.Parts.of("reshape", x, Call.oneOrList(shape)));
    }

    /** {@code transpose(x, order)} */
    public static FunctionCall transpose(Object x, Object... order) {
        return new FunctionCall(Call.Parts.of("transpose", x, Call.list(order)));
    }

    /** {@code broadcast_to(x, shape)} */
    public static FunctionCall broadcastTo(Object x, Object... shape) {
        return new FunctionCall(Call.Parts.of("broadcast_to", x, Call.oneOrList(shape)));
    }

    /** {@code roll(x, shift, axis)} */
    public static FunctionCall roll(Object x, Object shift, Object... axis) {
        return new FunctionCall(Call.Parts.of("roll", x, shift, Call.oneOrList(axis)));
    }

    /** {@code flip(x, axis)} */
    public static FunctionCall flip(Object x, Object... axis) {
        return new FunctionCall(Call.Parts.of("flip", x, Call.oneOrList(axis)));
    }

    /** {@code concat(parts, axis = 0)} */
    public static Concat concat(Object... parts) {
        return new Concat(Call.Parts.of("concat", Call.list(parts)));
    }

    /** {@code stack(parts, axis = 0)} */
    public static Stack stack(Object... parts) {
        return new Stack(Call.Parts.of("stack", Call.list(parts)));
    }

    /** {@code split(x, parts, axis = 0)} */
    public static Split split(Object x, Object... parts) {
        return new Split(Call.Parts.of("split", x, Call.oneOrList(parts)));
    }

    /** {@code unstack(x, axis = 0)} */
    public static Unstack unstack(Object x) {
        return new Unstack(Call.Parts.of("unstack", x));
    }

    /** {@code pad(x, before, after, axis = -1, value = 0)} */
    public static Pad pad(Object x, Object before, Object after) {
        return new Pad(Call.Parts.of("pad", x, before, after));
    }

    /** {@code gather(x, indices, axis = 0)} */
    public static Gather gather(Object x, Object indices) {
        return new Gather(Call.Parts.of("gather", x, indices));
    }

    /** {@code scatter_add(updates, indices, size, axis = 0)} */
    public static ScatterAdd scatterAdd(Object updates, Object indices, Object size) {
        return new ScatterAdd(Call.Parts.of("scatter_add", updates, indices, size));
    }

    /** {@code take_along(x, indices, axis = -1)} */
    public static TakeAlong takeAlong(Object x, Object indices) {
        return new TakeAlong(Call.Parts.of("take_along", x, indices));
    }

    /** {@code one_hot(indices, classes)} */
    public static FunctionCall oneHot(Object indices, Object classes) {
        return new FunctionCall(Call.Parts.of("one_hot", indices, classes));
    }

    /** {@code cross_entropy(logits, target, ignore_index = none, label_smoothing = 0)} */
    public static CrossEntropy crossEntropy(Object logits, Object target) {
        return new CrossEntropy(Call.Parts.of("cross_entropy", logits, target));
    }

    /** {@code steps(x, axis = 1, truncate = none, reverse = false)} */
    public static Steps steps(Object x) {
        return new Steps(Call.Parts.of("steps", x));
    }

    /** {@code convolve(x, W, stride = 1, padding = 0, dilation = 1, groups = 1)} */
    public static Convolve convolve(Object x, Object W) {
        return new Convolve(Call.Parts.of("convolve", x, W));
    }

    /** {@code convolve_transposed(x, W, stride = 1, padding = 0, output_padding = 0, dilation = 1, groups = 1)} */
    public static ConvolveTransposed convolveTransposed(Object x, Object W) {
        return new ConvolveTransposed(Call.Parts.of("convolve_transposed", x, W));
    }

    /** {@code max_pool(x, kernel, stride = none, padding = 0, dilation = 1)} */
    public static MaxPool maxPool(Object x, Object... kernel) {
        return new MaxPool(Call.Parts.of("max_pool", x, Call.oneOrList(kernel)));
    }

    /** {@code avg_pool(x, kernel, stride = none, padding = 0, count_padding = true, dilation = 1)} */
    public static AvgPool avgPool(Object x, Object... kernel) {
        return new AvgPool(Call.Parts.of("avg_pool", x, Call.oneOrList(kernel)));
    }

    /** {@code cumsum(x, axis = -1, reverse = false, exclusive = false)} */
    public static Cumsum cumsum(Object x) {
        return new Cumsum(Call.Parts.of("cumsum", x));
    }

    /** {@code cumprod(x, axis = -1)} */
    public static Cumprod cumprod(Object x) {
        return new Cumprod(Call.Parts.of("cumprod", x));
    }

    /** {@code sort(x, axis = -1, descending = false)} */
    public static Sort sort(Object x) {
        return new Sort(Call.Parts.of("sort", x));
    }

    /** {@code argsort(x, axis = -1, descending = false)} */
    public static Argsort argsort(Object x) {
        return new Argsort(Call.Parts.of("argsort", x));
    }

    /** {@code top_k(x, k, axis = -1)} */
    public static TopK topK(Object x, Object k) {
        return new TopK(Call.Parts.of("top_k", x, k));
    }

    /** {@code arg_top_k(x, k, axis = -1)} */
    public static ArgTopK argTopK(Object x, Object k) {
        return new ArgTopK(Call.Parts.of("arg_top_k", x, k));
    }

    /** {@code einsum(equation, operands)} */
    public static FunctionCall einsum(Object equation, Object operands) {
        return new FunctionCall(Call.Parts.of("einsum", equation, operands));
    }

    /** {@code zeros(shape)} */
    public static FunctionCall zeros(Object... shape) {
        return new FunctionCall(Call.Parts.of("zeros", Call.oneOrList(shape)));
    }

    /** {@code ones(shape)} */
    public static FunctionCall ones(Object... shape) {
        return new FunctionCall(Call.Parts.of("ones", Call.oneOrList(shape)));
    }

    /** {@code full(shape, value)} */
    public static FunctionCall full(Object shape, Object value) {
        return new FunctionCall(Call.Parts.of("full", shape, value));
    }

    /** {@code indices(size)} */
    public static FunctionCall indices(Object size) {
        return new FunctionCall(Call.Parts.of("indices", size));
    }

    /** {@code lower_triangle(size)} */
    public static FunctionCall lowerTriangle(Object size) {
        return new FunctionCall(Call.Parts.of("lower_triangle", size));
    }

    /** {@code random_uniform(shape)} */
    public static FunctionCall randomUniform(Object... shape) {
        return new FunctionCall(Call.Parts.of("random_uniform", Call.oneOrList(shape)));
    }

    /** {@code random_normal(shape)} */
    public static FunctionCall randomNormal(Object... shape) {
        return new FunctionCall(Call.Parts.of("random_normal", Call.oneOrList(shape)));
    }

    /** {@code grad(y, x)} */
    public static FunctionCall grad(Object y, Object x) {
        return new FunctionCall(Call.Parts.of("grad", y, x));
    }

    /** {@code grad_per_example(y, x)} */
    public static FunctionCall gradPerExample(Object y, Object x) {
        return new FunctionCall(Call.Parts.of("grad_per_example", y, x));
    }

    /** {@code jacobian(y, x, by = none)} */
    public static Jacobian jacobian(Object y, Object x) {
        return new Jacobian(Call.Parts.of("jacobian", y, x));
    }

    /** {@code jvp(y, x, v)} */
    public static FunctionCall jvp(Object y, Object x, Object v) {
        return new FunctionCall(Call.Parts.of("jvp", y, x, v));
    }

    /** {@code hvp(y, x, v)} */
    public static FunctionCall hvp(Object y, Object x, Object v) {
        return new FunctionCall(Call.Parts.of("hvp", y, x, v));
    }

    /** {@code stop_gradient(x)} */
    public static FunctionCall stopGradient(Object x) {
        return new FunctionCall(Call.Parts.of("stop_gradient", x));
    }

    /** {@code normal(deviation, mean = 0)} */
    public static Normal normal(Object deviation) {
        return new Normal(Call.Parts.of("normal", deviation));
    }

    /** {@code uniform(low, high = none)} */
    public static Uniform uniform(Object low) {
        return new Uniform(Call.Parts.of("uniform", low));
    }

    /** {@code constant(value)} */
    public static FunctionCall constant(Object value) {
        return new FunctionCall(Call.Parts.of("constant", value));
    }

    /** {@code orthogonal(gain)} */
    public static FunctionCall orthogonal(Object gain) {
        return new FunctionCall(Call.Parts.of("orthogonal", gain));
    }

    /**
     * Inverted dropout: active in training only; the mask is recomputed from (seed, step, path), never stored.
     *
     * <p>{@code dropout(x, rate = 0.5)}
     */
    public static Dropout dropout(Object x) {
        return new Dropout(Call.Parts.of("dropout", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static Dropout dropout() {
        return new Dropout(Call.Parts.of("dropout"));
    }

    /**
     * Probabilities along an axis, exp(x) / sum(exp(x)); the largest is taken off first, so that nothing overflows.
     *
     * <p>{@code softmax(x, axis = -1)}
     */
    public static Softmax softmax(Object x) {
        return new Softmax(Call.Parts.of("softmax", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static Softmax softmax() {
        return new Softmax(Call.Parts.of("softmax"));
    }

    /**
     * The logarithm of softmax.
     *
     * <p>{@code log_softmax(x, axis = -1)}
     */
    public static LogSoftmax logSoftmax(Object x) {
        return new LogSoftmax(Call.Parts.of("log_softmax", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static LogSoftmax logSoftmax() {
        return new LogSoftmax(Call.Parts.of("log_softmax"));
    }

    /**
     * Gaussian error linear unit, x times the normal distribution function (Hendrycks and Gimpel, 2016).
     *
     * <p>{@code gelu(x)}
     */
    public static FunctionCall gelu(Object x) {
        return new FunctionCall(Call.Parts.of("gelu", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static FunctionCall gelu() {
        return new FunctionCall(Call.Parts.of("gelu"));
    }

    /**
     * The approximation of gelu by tanh, as GPT-2 has it.
     *
     * <p>{@code gelu_tanh(x)}
     */
    public static FunctionCall geluTanh(Object x) {
        return new FunctionCall(Call.Parts.of("gelu_tanh", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static FunctionCall geluTanh() {
        return new FunctionCall(Call.Parts.of("gelu_tanh"));
    }

    /**
     * Sigmoid linear unit, also called swish.
     *
     * <p>{@code silu(x)}
     */
    public static FunctionCall silu(Object x) {
        return new FunctionCall(Call.Parts.of("silu", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static FunctionCall silu() {
        return new FunctionCall(Call.Parts.of("silu"));
    }

    /**
     * Rectifier with a slope below zero.
     *
     * <p>{@code leaky_relu(x, alpha = 0.01)}
     */
    public static LeakyRelu leakyRelu(Object x) {
        return new LeakyRelu(Call.Parts.of("leaky_relu", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static LeakyRelu leakyRelu() {
        return new LeakyRelu(Call.Parts.of("leaky_relu"));
    }

    /**
     * Exponential linear unit (Clevert et al., 2015).
     *
     * <p>{@code elu(x, alpha = 1.0)}
     */
    public static Elu elu(Object x) {
        return new Elu(Call.Parts.of("elu", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static Elu elu() {
        return new Elu(Call.Parts.of("elu"));
    }

    /**
     * The way from a to b: a for t = 0, b for t = 1.
     *
     * <p>{@code lerp(a, b, t)}
     */
    public static Lerp lerp(Object a, Object b, Object t) {
        return new Lerp(Call.Parts.of("lerp", a, b, t));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static Lerp lerp() {
        return new Lerp(Call.Parts.of("lerp"));
    }

    /**
     * Squared error, one number an element.
     *
     * <p>{@code squared_error(p, y)}
     */
    public static FunctionCall squaredError(Object p, Object y) {
        return new FunctionCall(Call.Parts.of("squared_error", p, y));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static FunctionCall squaredError() {
        return new FunctionCall(Call.Parts.of("squared_error"));
    }

    /**
     * Binary cross entropy of probabilities, one number an element.
     *
     * <p>{@code bce(p, y)}
     */
    public static FunctionCall bce(Object p, Object y) {
        return new FunctionCall(Call.Parts.of("bce", p, y));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static FunctionCall bce() {
        return new FunctionCall(Call.Parts.of("bce"));
    }

    /**
     * Binary cross entropy of logits, one number an element; stable at both ends.
     *
     * <p>{@code bce_with_logits(z, y)}
     */
    public static FunctionCall bceWithLogits(Object z, Object y) {
        return new FunctionCall(Call.Parts.of("bce_with_logits", z, y));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static FunctionCall bceWithLogits() {
        return new FunctionCall(Call.Parts.of("bce_with_logits"));
    }

    /**
     * Huber's loss: squared near zero, linear beyond delta; one number an element.
     *
     * <p>{@code huber(p, y, delta = 1.0)}
     */
    public static Huber huber(Object p, Object y) {
        return new Huber(Call.Parts.of("huber", p, y));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static Huber huber() {
        return new Huber(Call.Parts.of("huber"));
    }

    /**
     * Largest value of each window, NCHW; windows lie side by side without a stride.
     *
     * <p>{@code max_pool2d(x, kernel = 2, stride = none, padding = 0, dilation = 1)}
     */
    public static MaxPool2d maxPool2d(Object x) {
        return new MaxPool2d(Call.Parts.of("max_pool2d", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static MaxPool2d maxPool2d() {
        return new MaxPool2d(Call.Parts.of("max_pool2d"));
    }

    /**
     * Mean of each window, NCHW.
     *
     * <p>{@code avg_pool2d(x, kernel = 2, stride = none, padding = 0, count_padding = true)}
     */
    public static AvgPool2d avgPool2d(Object x) {
        return new AvgPool2d(Call.Parts.of("avg_pool2d", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static AvgPool2d avgPool2d() {
        return new AvgPool2d(Call.Parts.of("avg_pool2d"));
    }

    /**
     * Largest value of each window of sequences [batch, channels, length].
     *
     * <p>{@code max_pool1d(x, kernel = 2, stride = none, padding = 0, dilation = 1)}
     */
    public static MaxPool1d maxPool1d(Object x) {
        return new MaxPool1d(Call.Parts.of("max_pool1d", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static MaxPool1d maxPool1d() {
        return new MaxPool1d(Call.Parts.of("max_pool1d"));
    }

    /**
     * Mean of each window of sequences.
     *
     * <p>{@code avg_pool1d(x, kernel = 2, stride = none, padding = 0, count_padding = true)}
     */
    public static AvgPool1d avgPool1d(Object x) {
        return new AvgPool1d(Call.Parts.of("avg_pool1d", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static AvgPool1d avgPool1d() {
        return new AvgPool1d(Call.Parts.of("avg_pool1d"));
    }

    /**
     * Mean of each channel of an image.
     *
     * <p>{@code global_avg_pool2d(x)}
     */
    public static FunctionCall globalAvgPool2d(Object x) {
        return new FunctionCall(Call.Parts.of("global_avg_pool2d", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static FunctionCall globalAvgPool2d() {
        return new FunctionCall(Call.Parts.of("global_avg_pool2d"));
    }

    /**
     * Each pixel repeated, height and width times scale.
     *
     * <p>{@code upsample2d(x, scale = 2)}
     */
    public static Upsample2d upsample2d(Object x) {
        return new Upsample2d(Call.Parts.of("upsample2d", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static Upsample2d upsample2d() {
        return new Upsample2d(Call.Parts.of("upsample2d"));
    }

    /**
     * All axes but the first as one.
     *
     * <p>{@code flatten(x)}
     */
    public static FunctionCall flatten(Object x) {
        return new FunctionCall(Call.Parts.of("flatten", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static FunctionCall flatten() {
        return new FunctionCall(Call.Parts.of("flatten"));
    }

    /**
     * Normalisation of each channel of each example.
     *
     * <p>{@code instance_norm(x, eps = 1e-5)}
     */
    public static InstanceNorm instanceNorm(Object x) {
        return new InstanceNorm(Call.Parts.of("instance_norm", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static InstanceNorm instanceNorm() {
        return new InstanceNorm(Call.Parts.of("instance_norm"));
    }

    /**
     * softmax(q k' / sqrt(d)) v over the last two axes; `mask` is true where a query may look.
     *
     * <p>{@code dot_product_attention(q, k, v, causal = false, mask = none)}
     */
    public static DotProductAttention dotProductAttention(Object q, Object k, Object v) {
        return new DotProductAttention(Call.Parts.of("dot_product_attention", q, k, v));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static DotProductAttention dotProductAttention() {
        return new DotProductAttention(Call.Parts.of("dot_product_attention"));
    }

    /**
     * [batch, time, size] as [batch, heads, time, size / heads].
     *
     * <p>{@code split_heads(x, heads)}
     */
    public static SplitHeads splitHeads(Object x, Object heads) {
        return new SplitHeads(Call.Parts.of("split_heads", x, heads));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static SplitHeads splitHeads() {
        return new SplitHeads(Call.Parts.of("split_heads"));
    }

    /**
     * The inverse of split_heads.
     *
     * <p>{@code merge_heads(x)}
     */
    public static FunctionCall mergeHeads(Object x) {
        return new FunctionCall(Call.Parts.of("merge_heads", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static FunctionCall mergeHeads() {
        return new FunctionCall(Call.Parts.of("merge_heads"));
    }

    /**
     * Rotary position embedding: the two halves of the last axis turned by the position times base^(-2 i / size) (Su et al., 2021).
     *
     * <p>{@code rotary_positions(x, base = 10000.0)}
     */
    public static RotaryPositions rotaryPositions(Object x) {
        return new RotaryPositions(Call.Parts.of("rotary_positions", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static RotaryPositions rotaryPositions() {
        return new RotaryPositions(Call.Parts.of("rotary_positions"));
    }

    /**
     * Positions as sines and cosines (Vaswani et al., 2017): [time, size], the sines first.
     *
     * <p>{@code sinusoidal_positions(time, size, base = 10000.0)}
     */
    public static SinusoidalPositions sinusoidalPositions(Object time, Object size) {
        return new SinusoidalPositions(Call.Parts.of("sinusoidal_positions", time, size));
    }

    /**
     * Scaled exponential linear unit (Klambauer et al., 2017).
     *
     * <p>{@code selu(x)}
     */
    public static FunctionCall selu(Object x) {
        return new FunctionCall(Call.Parts.of("selu", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static FunctionCall selu() {
        return new FunctionCall(Call.Parts.of("selu"));
    }

    /**
     * Exponential linear unit with a continuous derivative (Barron, 2017).
     *
     * <p>{@code celu(x, alpha = 1.0)}
     */
    public static Celu celu(Object x) {
        return new Celu(Call.Parts.of("celu", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static Celu celu() {
        return new Celu(Call.Parts.of("celu"));
    }

    /**
     * x tanh(softplus(x)) (Misra, 2019).
     *
     * <p>{@code mish(x)}
     */
    public static FunctionCall mish(Object x) {
        return new FunctionCall(Call.Parts.of("mish", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static FunctionCall mish() {
        return new FunctionCall(Call.Parts.of("mish"));
    }

    /**
     * The sigmoid in three straight pieces.
     *
     * <p>{@code hard_sigmoid(x)}
     */
    public static FunctionCall hardSigmoid(Object x) {
        return new FunctionCall(Call.Parts.of("hard_sigmoid", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static FunctionCall hardSigmoid() {
        return new FunctionCall(Call.Parts.of("hard_sigmoid"));
    }

    /**
     * x times hard_sigmoid(x) (Howard et al., 2019).
     *
     * <p>{@code hard_swish(x)}
     */
    public static FunctionCall hardSwish(Object x) {
        return new FunctionCall(Call.Parts.of("hard_swish", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static FunctionCall hardSwish() {
        return new FunctionCall(Call.Parts.of("hard_swish"));
    }

    /**
     * x kept between low and high.
     *
     * <p>{@code hard_tanh(x, low = -1.0, high = 1.0)}
     */
    public static HardTanh hardTanh(Object x) {
        return new HardTanh(Call.Parts.of("hard_tanh", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static HardTanh hardTanh() {
        return new HardTanh(Call.Parts.of("hard_tanh"));
    }

    /**
     * The rectifier cut off at 6.
     *
     * <p>{@code relu6(x)}
     */
    public static FunctionCall relu6(Object x) {
        return new FunctionCall(Call.Parts.of("relu6", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static FunctionCall relu6() {
        return new FunctionCall(Call.Parts.of("relu6"));
    }

    /**
     * The logarithm of the sigmoid, which does not overflow.
     *
     * <p>{@code log_sigmoid(x)}
     */
    public static FunctionCall logSigmoid(Object x) {
        return new FunctionCall(Call.Parts.of("log_sigmoid", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static FunctionCall logSigmoid() {
        return new FunctionCall(Call.Parts.of("log_sigmoid"));
    }

    /**
     * x - tanh(x).
     *
     * <p>{@code tanh_shrink(x)}
     */
    public static FunctionCall tanhShrink(Object x) {
        return new FunctionCall(Call.Parts.of("tanh_shrink", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static FunctionCall tanhShrink() {
        return new FunctionCall(Call.Parts.of("tanh_shrink"));
    }

    /**
     * 0 between -bound and bound, and beyond it x less the bound.
     *
     * <p>{@code soft_shrink(x, bound = 0.5)}
     */
    public static SoftShrink softShrink(Object x) {
        return new SoftShrink(Call.Parts.of("soft_shrink", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static SoftShrink softShrink() {
        return new SoftShrink(Call.Parts.of("soft_shrink"));
    }

    /**
     * Gated linear unit: the first half of the last axis times the sigmoid of the second (Dauphin et al., 2017).
     *
     * <p>{@code glu(x)}
     */
    public static FunctionCall glu(Object x) {
        return new FunctionCall(Call.Parts.of("glu", x));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static FunctionCall glu() {
        return new FunctionCall(Call.Parts.of("glu"));
    }

    /**
     * Absolute error, one number an element.
     *
     * <p>{@code absolute_error(p, y)}
     */
    public static FunctionCall absoluteError(Object p, Object y) {
        return new FunctionCall(Call.Parts.of("absolute_error", p, y));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static FunctionCall absoluteError() {
        return new FunctionCall(Call.Parts.of("absolute_error"));
    }

    /**
     * Hinge loss of scores for labels of -1 and 1, one number an element.
     *
     * <p>{@code hinge(score, y)}
     */
    public static FunctionCall hinge(Object score, Object y) {
        return new FunctionCall(Call.Parts.of("hinge", score, y));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static FunctionCall hinge() {
        return new FunctionCall(Call.Parts.of("hinge"));
    }

    /**
     * Kullback and Leibler's divergence of q from p over the last axis: sum(p log(p / q)); 0 where p is.
     *
     * <p>{@code kl_divergence(p, q)}
     */
    public static FunctionCall klDivergence(Object p, Object q) {
        return new FunctionCall(Call.Parts.of("kl_divergence", p, q));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static FunctionCall klDivergence() {
        return new FunctionCall(Call.Parts.of("kl_divergence"));
    }

    /**
     * The cosine of the angle between a and b along an axis.
     *
     * <p>{@code cosine_similarity(a, b, axis = -1, eps = 1e-8)}
     */
    public static CosineSimilarity cosineSimilarity(Object a, Object b) {
        return new CosineSimilarity(Call.Parts.of("cosine_similarity", a, b));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static CosineSimilarity cosineSimilarity() {
        return new CosineSimilarity(Call.Parts.of("cosine_similarity"));
    }

    /**
     * The negative logarithm of a normal distribution's density, one number an element.
     *
     * <p>{@code gaussian_nll(mu, variance, y, eps = 1e-6)}
     */
    public static GaussianNll gaussianNll(Object mu, Object variance, Object y) {
        return new GaussianNll(Call.Parts.of("gaussian_nll", mu, variance, y));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static GaussianNll gaussianNll() {
        return new GaussianNll(Call.Parts.of("gaussian_nll"));
    }

    /**
     * Poisson loss of the logarithm of a rate, one number an element.
     *
     * <p>{@code poisson_nll(log_rate, y)}
     */
    public static FunctionCall poissonNll(Object logRate, Object y) {
        return new FunctionCall(Call.Parts.of("poisson_nll", logRate, y));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static FunctionCall poissonNll() {
        return new FunctionCall(Call.Parts.of("poisson_nll"));
    }

    /**
     * Binary focal loss of logits, which weighs easy examples less (Lin et al., 2017); one number an element.
     *
     * <p>{@code focal(z, y, gamma = 2.0)}
     */
    public static Focal focal(Object z, Object y) {
        return new Focal(Call.Parts.of("focal", z, y));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static Focal focal() {
        return new Focal(Call.Parts.of("focal"));
    }

    /**
     * Hinge on distances: a nearer to the same than to another by a margin, over the last axis (Schroff et al., 2015).
     *
     * <p>{@code triplet(a, same, other, margin = 1.0)}
     */
    public static Triplet triplet(Object a, Object same, Object other) {
        return new Triplet(Call.Parts.of("triplet", a, same, other));
    }

    /** Without its tensors: the function, which may be given settings. */
    public static Triplet triplet() {
        return new Triplet(Call.Parts.of("triplet"));
    }
}
