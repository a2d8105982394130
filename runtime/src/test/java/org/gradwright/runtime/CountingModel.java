// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Counts up an array and then writes, in each place, the sum of the opposite place and its neighbour. */
class CountingModel extends TrainingStep {
    static final int LENGTH = 1000;

    final int[] second = new int[LENGTH];
    private final int[] first = new int[LENGTH];
    final AtomicIntegerArray calls = new AtomicIntegerArray(256);

    CountingModel(String name) {
        super(
                new ModelDescription(
                        name,
                        Precision.F32,
                        List.of("n"),
                        List.of(new ModelDescription.Input("x", Element.REAL, List.of("n"))),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        0),
                1);
    }

    @Override
    public double stepWith(Object... arguments) {
        if (hasTeam()) {
            inputs[0] = arguments.length == 0 ? null : arguments[0];
            sizes[0] = LENGTH;
        }
        if (!together(0)) {
            up(0, LENGTH);
            sums(0, LENGTH);
        }
        return second[1];
    }

    @Override
    protected String[] programWork(int program) {
        return new String[] {"1*n 1 1000*n 1000*n 0", "1*n 64 1000*n 1000*n 0 0"};
    }

    @Override
    protected void runMember(int program, int member) {
        calls.incrementAndGet(member);
        Schedule schedule = schedule(program);
        if (schedule.begins(0, member)) {
            up(schedule.from(0, member), schedule.to(0, member));
        }
        if (schedule.begins(1, member)) {
            sums(schedule.from(1, member), schedule.to(1, member));
        }
    }

    void up(int from, int to) {
        for (int i = from; i < to; i++) {
            first[i] += i;
        }
    }

    private void sums(int from, int to) {
        for (int i = from; i < to; i++) {
            second[i] = first[LENGTH - 1 - i] + first[(i + 1) % LENGTH];
        }
    }

    @Override
    public double evaluateWith(Object... arguments) {
        return 0;
    }

    @Override
    public Object[] predictWith(Object... arguments) {
        return inputs;
    }
}
