// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * What JDK 17 has to see of the Vector API before it compiles kernels. Its compiler knows the class of a vector that was loaded,
 * broadcast or reinterpreted only from the counts that the library's own methods have collected; without them it leaves
 * calls in a kernel, and an object for each vector that goes into one. What collects counts is a matter of chance, so the
 * operations of kernels run here often enough, once, before the first of them.
 */
final class VectorProfile {
    private static final int TURNS = 5000;

    private static final VectorSpecies<Float> REALS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTEGERS = IntVector.SPECIES_PREFERRED;

    private VectorProfile() {}

    static void collect() {
        float[] numbers = new float[REALS.length()];
        for (int i = 0; i < TURNS; i++) {
            turn(numbers);
        }
    }

    private static void turn(float[] numbers) {
        FloatVector loaded = FloatVector.fromArray(REALS, numbers, 0);
        FloatVector one = FloatVector.broadcast(REALS, 1);
        FloatVector reals =
                loaded.add(one).mul(one).sub(one).div(one).min(one).max(one).fma(one, one);
        IntVector three = IntVector.broadcast(INTEGERS, 3);
        IntVector bits = reals.neg().abs().sqrt().viewAsIntegralLanes();
        bits = bits.add(three).sub(three).mul(three).min(three).max(three);
        bits = bits.lanewise(VectorOperators.AND, three).lanewise(VectorOperators.OR, three);
        bits = bits.lanewise(VectorOperators.XOR, three).lanewise(VectorOperators.LSHL, 3);
        bits = bits.lanewise(VectorOperators.ASHR, 2).lanewise(VectorOperators.LSHR, 2);
        FloatVector whole = (FloatVector) bits.convert(VectorOperators.I2F, 0);
        FloatVector result = whole.blend(bits.viewAsFloatingLanes(), reals.compare(VectorOperators.LT, one));
        result.intoArray(numbers, 0);
    }
}
