// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build;

import static org.gradwright.compiler.build.Functions.*;
import static org.gradwright.compiler.build.Std.std;
import static org.gradwright.compiler.build.Terms.*;
import static org.gradwright.compiler.build.Trainers.*;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.gradwright.compiler.graph.Precision;

/** Networks that lie beside the tests as text, written in Java. */
final class Networks {
    static final Map<String, Supplier<ModelBuilder>> ALL = Map.ofEntries(
            Map.entry("mnist", Networks::mnist),
            Map.entry("seed004_relu13", Networks::relu13),
            Map.entry("seed004_chain_w1", Networks::chain),
            Map.entry("seed002_affine_softmax", Networks::affineSoftmax),
            Map.entry("seed001_binary_classifier", Networks::binaryClassifier),
            Map.entry("seed003_two_branch", Networks::twoBranch),
            Map.entry("tied_autoencoder", Networks::tiedAutoencoder),
            Map.entry("maml", Networks::maml),
            Map.entry("w3_binary", Networks::loop),
            Map.entry("char_transformer", Networks::charTransformer),
            Map.entry("gan", Networks::gan),
            Map.entry("fine_tune", Networks::fineTune),
            Map.entry("seed000_sigmoid_mlp", Networks::sigmoidMlp));

    private Networks() {}

    private static ModelBuilder mnist() {
        var g = ModelBuilder.named("Mnist");
        var batch = g.dim("batch");
        var x = g.input("x", real(batch, 784));
        var label = g.input("label", i32(batch));
        var h1 = g.let("h1", std.dense(x, 512).activation(relu));
        var h2 = g.let("h2", std.dense(h1, 512).activation(relu));
        var logits = g.let("logits", std.dense(h2, 10));
        g.output("p", softmax(logits));
        g.metric("accuracy", mean(equal(argmax(logits), label)));
        var loss = g.let("loss", mean(crossEntropy(logits, label)));
        g.train(loss, adam(0.001));
        return g;
    }

    private static ModelBuilder relu13() {
        var g = ModelBuilder.named("ThirteenParameters");
        g.precision(Precision.F64);
        var x = g.input("x", real());
        var t = g.input("t", real());
        var theta01 = g.param("theta01", normal(1));
        var theta11 = g.param("theta11", normal(1));
        var theta02 = g.param("theta02", normal(1));
        var theta12 = g.param("theta12", normal(1));
        var psi01 = g.param("psi01", normal(1));
        var psi11 = g.param("psi11", normal(1));
        var psi21 = g.param("psi21", normal(1));
        var psi02 = g.param("psi02", normal(1));
        var psi12 = g.param("psi12", normal(1));
        var psi22 = g.param("psi22", normal(1));
        var phi0 = g.param("phi0", normal(1));
        var phi1 = g.param("phi1", normal(1));
        var phi2 = g.param("phi2", normal(1));
        var h1 = g.let("h1", relu(add(theta01, mul(theta11, x))));
        var h2 = g.let("h2", relu(add(theta02, mul(theta12, x))));
        var g1 = g.let("g1", relu(add(add(psi01, mul(psi11, h1)), mul(psi21, h2))));
        var g2 = g.let("g2", relu(add(add(psi02, mul(psi12, h1)), mul(psi22, h2))));
        var y = g.output("y", add(add(phi0, mul(phi1, g1)), mul(phi2, g2)));
        var loss = g.let("loss", pow(sub(y, t), 2));
        g.train(loss, sgd(0.01));
        return g;
    }

    private static ModelBuilder chain() {
        var g = ModelBuilder.named("Chain");
        var x = g.input("x", real());
        var y = g.input("y", real());
        var beta = new Term[4];
        var omega = new Term[4];
        for (int i = 0; i < 4; i++) {
            beta[i] = g.param("beta" + i, normal(0.5));
        }
        for (int i = 0; i < 4; i++) {
            omega[i] = g.param("omega" + i, normal(0.5));
        }
        var f0 = g.let("f0", add(beta[0], mul(omega[0], x)));
        var h1 = g.let("h1", sin(f0));
        var f1 = g.let("f1", add(beta[1], mul(omega[1], h1)));
        var h2 = g.let("h2", exp(f1));
        var f2 = g.let("f2", add(beta[2], mul(omega[2], h2)));
        var h3 = g.let("h3", cos(f2));
        var f3 = g.let("f3", add(beta[3], mul(omega[3], h3)));
        g.output(f3);
        var loss = g.let("loss", pow(sub(f3, y), 2));
        g.train(loss, sgd(0.01));
        return g;
    }

    private static ModelBuilder affineSoftmax() {
        var g = ModelBuilder.named("AffineSoftmax");
        g.precision(Precision.F64);
        var beta = g.constant("beta", 2.5);
        var x = g.input("x", real(4));
        var q = g.input("q", real(3));
        var w = g.param("W", real(3, 4), normal(1));
        var b = g.param("b", real(3), normal(1));
        var y = g.let("y", add(matmul(w, x), b));
        var c = g.let("C", add(add(sum(mul(q, sin(y))), div(sum(pow(y, 2)), 2)), prod(y)));
        var c2 = g.let("C2", mul(3, c));
        var s = g.let("s", softmax(mul(beta, y)));
        g.output("dC_dW", grad(c, w));
        g.output("dC2_dW", grad(c2, w));
        g.output("ds_dy", jacobian(s, y));
        g.train(c, sgd(0.01));
        return g;
    }

    private static ModelBuilder binaryClassifier() {
        var g = ModelBuilder.named("BinaryClassifier");
        g.precision(Precision.F64);
        var x = g.input("X", real(5, "m"));
        var y = g.input("Y", real(1, "m"));
        var w1 = g.param("W1", real(5, 4), glorotUniform);
        var w2 = g.param("W2", real(4, 3), glorotUniform);
        var w3 = g.param("W3", real(3, 1), glorotUniform);
        var b1 = g.param("b1", real(4, 1), zeros);
        var b2 = g.param("b2", real(3, 1), zeros);
        var b3 = g.param("b3", real(1, 1), zeros);
        var a1 = g.let("a1", tanh(add(matmul(w1.transposed(), x), b1)));
        var a2 = g.let("a2", tanh(add(matmul(w2.transposed(), a1), b2)));
        var yhat = g.let("yhat", sigmoid(add(matmul(w3.transposed(), a2), b3)));
        g.output(yhat);
        var j = g.let("J", neg(mean(add(mul(y, log(yhat)), mul(sub(1, y), log(sub(1, yhat)))))));
        g.train(j, sgd(0.1));
        return g;
    }

    private static ModelBuilder twoBranch() {
        var g = ModelBuilder.named("TwoBranch");
        g.precision(Precision.F64);
        var m = g.dim("m");
        var x = g.input("x", real(m, 64));
        var ya = g.input("y_a", real(m, 32));
        var yb = g.input("y_b", real(m, 10));
        var theta1a = g.param("theta1a", real(128, 64), glorotUniform);
        var theta2a = g.param("theta2a", real(32, 128), glorotUniform);
        var theta1b = g.param("theta1b", real(32, 64), glorotUniform);
        var theta2b = g.param("theta2b", real(10, 32), glorotUniform);
        var a1a = g.let("a1a", relu(matmul(x, theta1a.transposed())));
        var d = g.let("d", std.dropout(a1a).rate(0.5));
        var z2a = g.let("z2a", matmul(d, theta2a.transposed()));
        var a1b = g.let("a1b", relu(matmul(x, theta1b.transposed())));
        var c = g.let("c", std.batchNorm(a1b));
        var s = g.let("s", add(c, z2a));
        var z2b = g.let("z2b", matmul(s, theta2b.transposed()));
        g.output("yhat_a", z2a);
        var p = g.output("yhat_b", softmax(z2b));
        var lossA = g.let("loss_a", div(sum(pow(sub(z2a, ya), 2)).axis(1), 2));
        var lossB = g.let("loss_b", neg(sum(mul(yb, log(p))).axis(1)));
        var loss = g.let("L", mean(add(lossA, lossB)));
        g.train(loss, adam(1e-3));
        return g;
    }

    private static ModelBuilder tiedAutoencoder() {
        var g = ModelBuilder.named("TiedAutoencoder");
        var x = g.input("x", real("batch", 784));
        var code = g.let("code", std.dense(x, 64).activation(sigmoid));
        var picture = g.let(
                "picture",
                std.dense(code, 784).supply("W", code.param("W").transposed()).activation(sigmoid));
        g.output(code);
        g.output(picture);
        var loss = g.let("loss", mean(pow(sub(picture, x), 2)));
        g.train(loss, adam(1e-3));
        return g;
    }

    /** A layer that is a method. */
    private static Term regressor(Block b, Term x) {
        var h1 = b.let("h1", std.dense(x, 40).activation(relu));
        var h2 = b.let("h2", std.dense(h1, 40).activation(relu));
        return std.dense(h2, 1);
    }

    private static ModelBuilder maml() {
        var g = ModelBuilder.named("MamlSinusoid");
        var alpha = g.constant("alpha", 0.01);
        var xs = g.input("xs", real("shots", 1));
        var ys = g.input("ys", real("shots", 1));
        var xq = g.input("xq", real("queries", 1));
        var yq = g.input("yq", real("queries", 1));
        var net = g.layer("net", Networks::regressor);
        var inner = g.let("inner", mean(pow(sub(net.of(xs), ys), 2)));
        var call = net.of(xq);
        for (String path : List.of("h1.W", "h1.b", "h2.W", "h2.b", "W", "b")) {
            var value = net.param(path);
            call = call.supply(path, sub(value, mul(alpha, grad(inner, value))));
        }
        var adapted = g.let("adapted", call);
        g.output(adapted);
        var loss = g.let("loss", mean(pow(sub(adapted, yq), 2)));
        g.train(loss, adam(1e-3));
        return g;
    }

    private static Term critic(Block b, Term x) {
        var h1 = b.let("h1", std.dense(x, 256).activation(leakyRelu().alpha(0.2)));
        var h2 = b.let("h2", std.dense(h1, 256).activation(leakyRelu().alpha(0.2)));
        return std.dense(h2, 1);
    }

    private static Term generator(Block b, Term z) {
        var h1 = b.let("h1", std.dense(z, 256).activation(relu));
        var h2 = b.let("h2", std.dense(h1, 256).activation(relu));
        return std.dense(h2, 784).activation(sigmoid);
    }

    private static ModelBuilder gan() {
        var g = ModelBuilder.named("WassersteinGan");
        var batch = g.dim("batch");
        var x = g.input("data_x", real(batch, 784));
        var critic = g.layer("critic", Networks::critic);
        var generator = g.layer("generator", Networks::generator);
        var fake = g.output("fake", generator.of(randomNormal(list(batch, 64))));
        var e = g.let("e", randomUniform(list(batch, 1)));
        var mix = g.let("mix", add(mul(e, x), mul(sub(1, e), fake)));
        var slope = g.let("slope", norm(grad(critic.of(mix), mix)).axis(1));
        var penalty = g.let("penalty", mean(pow(sub(slope, 1), 2)));
        var difference = sub(mean(critic.of(fake)), mean(critic.of(x)));
        var criticLoss = g.let("critic_loss", add(difference, mul(10, penalty)));
        var generatorLoss = g.let("generator_loss", neg(mean(critic.of(fake))));
        g.train("critic_step", criticLoss, adam(1e-4).beta1(0.5).beta2(0.9)).over("critic.**");
        g.train("generator_step", generatorLoss, adam(1e-4).beta1(0.5).beta2(0.9))
                .over("generator.**");
        return g;
    }

    private static ModelBuilder loop() {
        var g = ModelBuilder.named("Binary");
        var batch = g.dim("batch");
        var x = g.input("x", real(batch, 16));
        var t = g.input("t", real(batch, 1));
        var h = g.loop("h", x, list(8, 4), (b, y, units) -> std.dense(y, units).activation(tanh));
        var z = g.let("z", std.dense(h, 1));
        g.output("p", sigmoid(z));
        var loss = g.let("loss", mean(bceWithLogits(z, t)));
        g.train(loss, sgd(0.1));
        return g;
    }

    private static ModelBuilder charTransformer() {
        var g = ModelBuilder.named("CharTransformer");
        int vocabulary = 65;
        var context = g.constant("context", 64);
        var time = g.dim("time", t -> lessEqual(t, context));
        var tokens = g.input("tokens", i32("batch", time));
        var targets = g.input("targets", i32("batch", time));
        var wpe = g.param("wpe", real(context, 128), normal(0.02));
        var wte = g.let("wte", std.embedding(tokens, vocabulary, 128));
        var start = g.let(
                "start", std.dropout(add(wte, wpe.at(Subscript.upTo(time)))).rate(0.1));
        var h = g.loop("h", start, 4, (b, y, l) -> std.transformerBlock(y, 4)
                .causal(true)
                .activation(geluTanh));
        var n = g.let("n", std.layerNorm(h));
        var logits = g.let("logits", std.dense(n, vocabulary).bias(false));
        g.output("next_token", softmax(logits.at(Subscript.all(), -1)));
        var loss = g.let("loss", mean(crossEntropy(logits, targets)));
        g.train(loss, adamw(cosine(3e-4).warmup(100).steps(5000)).weightDecay(0.01))
                .clipNorm(1)
                .set("weight_decay", 0, "**.b", "**.gamma", "**.beta");
        return g;
    }

    private static ModelBuilder fineTune() {
        var g = ModelBuilder.named("FineTune");
        var x = g.input("x", real("batch", 784));
        var label = g.input("label", i32("batch"));
        var gentle = g.customGradient(
                "gentle", List.of(Formal.of("x"), Formal.of("scale").or(0.1)), (b, f) -> {
                    b.gradient((c, dy) -> mul(f.get(1), dy));
                    return f.get(0);
                });
        var rounded = g.def("rounded", (b, y) -> add(y, stopGradient(sub(round(y), y))));
        var body = g.layer(
                "body",
                (b, y) -> b.loop("h", y, 3, (c, h, l) -> std.dense(h, 128).activation(relu)));
        var code = g.let("code", rounded.of(gentle.of(body.of(x))));
        var logits = g.let("logits", std.dense(code, 10));
        var ema = g.state("ema", real(10), zeros);
        g.next(ema, lerp(ema, mean(logits).axis(0), 0.01));
        g.output("p", softmax(logits));
        var decay = mul(1e-3, sum(pow(logits.param("W"), 2)));
        var loss = g.let("loss", add(mean(crossEntropy(logits, label)), decay));
        g.train(loss, adamw(oneCycle(1e-3).steps(2000)))
                .accumulate(4)
                .average(0.999)
                .freeze("body.h[0..<2].**")
                .set("lr", 1e-5, "body.**")
                .set("weight_decay", 0, "**.b");
        return g;
    }

    private static Term sigmoidLayer(Block b, Term y, int units) {
        var a = b.param("A", real(units, size(y, 0)), normal(0.3));
        var bias = b.param("b", real(units), zeros);
        return sigmoid(add(matmul(a, y), bias));
    }

    private static ModelBuilder sigmoidMlp() {
        var g = ModelBuilder.named("SigmoidMlp");
        g.precision(Precision.F64);
        var x = g.input("x", real(6));
        var t = g.input("t", real());
        var layer = g.def("layer", (b, y) -> sigmoidLayer(b, y, 6));
        var y = g.loop("y", x, 20, (b, h, l) -> layer.of(h));
        var last = g.let("yL", b -> sigmoidLayer(b, y, 1));
        g.output(last);
        var loss = g.let("loss", div(pow(sub(last.at(0), t), 2), 2));
        g.train(loss, sgd(0.1));
        return g;
    }
}
