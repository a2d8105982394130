// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.trial;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.gradwright.compiler.emit.Driver;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;

/** Random arguments for a compiled model: numbers of the right kind in the right range. */
public final class TrialInputs {
    /** Where real inputs come from. */
    public enum Draw {
        /** The standard normal distribution. */
        NORMAL,
        /** Between 0.1 and 0.9: for logarithms, roots and probabilities. */
        INSIDE_UNIT
    }

    private final Graph graph;
    private final Map<String, Integer> sizes;
    private final IndexRange ranges;

    public TrialInputs(Graph graph, Map<String, Integer> sizes) {
        this.graph = graph;
        this.sizes = sizes;
        this.ranges = new IndexRange(graph, sizes);
    }

    /** One value for each input, in order of declaration. */
    public Object[] values(Draw draw, Random random) {
        return graph.inputs().stream().map(input -> value(input, draw, random)).toArray();
    }

    /** The arguments of a method: the sizes that it asks for, then the inputs. */
    public Object[] arguments(Driver driver, Object[] values) {
        int count = driver.sizes().size();
        Object[] arguments = new Object[count + values.length];
        for (int i = 0; i < count; i++) {
            arguments[i] = sizes.get(driver.sizes().get(i));
        }
        System.arraycopy(values, 0, arguments, count, values.length);
        return arguments;
    }

    private Object value(Node node, Draw draw, Random random) {
        Input input = (Input) node.operation();
        int count = Math.toIntExact(input.type().shape().count().evaluate(sizes));
        return switch (input.type().element()) {
            case REAL -> reals(count, input.type().isScalar() ? Draw.INSIDE_UNIT : draw, random);
            case I32 ->
                random.ints(count, 0, (int) Math.min(ranges.of(node), Integer.MAX_VALUE))
                        .toArray();
            case BOOL -> conditions(count, random);
        };
    }

    private static double[] reals(int count, Draw draw, Random random) {
        DoubleSupplier numbers = draw == Draw.NORMAL ? random::nextGaussian : () -> 0.1 + 0.8 * random.nextDouble();
        double[] values = new double[count];
        Arrays.setAll(values, i -> numbers.getAsDouble());
        return values;
    }

    private static boolean[] conditions(int count, Random random) {
        boolean[] values = new boolean[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextBoolean();
        }
        return values;
    }
}
