// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.diagnose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.gradwright.compiler.graph.Node;

/** Compares the gradient of each layer with that of the last layers that it leads to. */
final class GradientFlow {
    /**
     * A layer with a thousandth of the last layer's gradient learns a thousand times as slowly: after as many steps as the last
     * needs, it has not moved. A sigmoid's slope is at most 1/4, so five of them may do it. The other way round, a rate that
     * suits a layer with a thousand times the gradient of the last leaves the last where it is.
     */
    static final double FACTOR = 1e3;

    /** For each node the last layer with the largest gradient that it leads to. */
    private final Map<Node, Norms> last = new IdentityHashMap<>();

    private final Map<Node, Integer> depth = new IdentityHashMap<>();
    private final List<Norms> norms;

    private GradientFlow(Network network, List<Norms> norms) {
        this.norms = norms;
        var byValue = new IdentityHashMap<Node, Norms>();
        norms.forEach(n -> byValue.put(n.layer().value(), n));
        for (int i = network.nodes().size() - 1; i >= 0; i--) {
            Node node = network.nodes().get(i);
            network.readers(node).stream()
                    .filter(last::containsKey)
                    .max(Comparator.comparingDouble(reader -> last.get(reader).total()))
                    .ifPresentOrElse(
                            reader -> follow(node, reader, byValue.containsKey(node)),
                            () -> begin(node, byValue.get(node)));
        }
    }

    private void follow(Node node, Node reader, boolean isLayer) {
        last.put(node, last.get(reader));
        depth.put(node, depth.get(reader) + (isLayer ? 1 : 0));
    }

    private void begin(Node node, Norms norms) {
        if (norms != null) {
            last.put(node, norms);
            depth.put(node, 0);
        }
    }

    /** At each line of the model the layer that shows it most. */
    static List<Finding> findings(Network network, List<Norms> norms) {
        var flow = new GradientFlow(network, norms);
        var findings = new ArrayList<Finding>();
        Comparator<Norms> byRatio = Comparator.comparingDouble(flow::ratio);
        findings.addAll(flow.worst(Fault.VANISHING_GRADIENTS, n -> flow.ratio(n) < 1 / FACTOR, byRatio));
        findings.addAll(flow.worst(Fault.EXPLODING_GRADIENTS, n -> flow.ratio(n) > FACTOR, byRatio.reversed()));
        return findings;
    }

    private double ratio(Norms n) {
        double reference = last.get(n.layer().value()).total();
        return reference == 0 ? 1 : n.total() / reference;
    }

    private List<Finding> worst(Fault fault, Predicate<Norms> isSick, Comparator<Norms> order) {
        var byLine = new LinkedHashMap<Integer, List<Norms>>();
        norms.stream().filter(isSick).forEach(n -> byLine.computeIfAbsent(
                        n.layer().value().origin().line(), line -> new ArrayList<>())
                .add(n));
        return byLine.values().stream()
                .map(sick -> finding(fault, sick.stream().min(order).orElseThrow(), sick.size()))
                .toList();
    }

    private Finding finding(Fault fault, Norms n, int count) {
        Layer layer = n.layer();
        String also = count == 1 ? "" : "; " + count + " layers of this line are beyond a factor of " + (int) FACTOR;
        return new Finding(
                fault, layer.value().origin(), "the gradient of " + layer.name() + " is " + comparison(n) + also);
    }

    private String comparison(Norms n) {
        Node value = n.layer().value();
        String reference = last.get(value).layer().name();
        double perLayer = Math.pow(ratio(n), 1.0 / Math.max(1, depth.get(value)));
        return n.total() == 0
                ? "0, that of " + reference + " is not"
                : String.format(
                        Locale.ROOT, "%.1e times that of %s, a factor of %.2g a layer", ratio(n), reference, perLayer);
    }
}
