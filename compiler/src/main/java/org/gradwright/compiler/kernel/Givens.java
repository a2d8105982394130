// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import org.gradwright.compiler.kernel.Expr.Given;

/** The values that a kernel's caller supplies. A name with {@code #} cannot be that of a free size. */
public final class Givens {
    private static final String STEP = "#step";
    private static final String REDUCTIONS = "#reductions";
    private static final String KEY = "#key:";
    private static final String LANES = "#lanes";
    private static final String LANE = "#lane";
    private static final String FROM = "#from";
    private static final String TO = "#to";
    private static final String MEMBER = "#member";
    private static final String MANY_REGISTERS = "#manyRegisters";
    private static final String TWO_TURNS = "#twoTurns";
    private static final String ONE = "#one";
    private static final String TURN = "#turn:";

    private Givens() {}

    /** A free size. */
    public static Given size(String name) {
        return new Given(name, Scalar.INT);
    }

    /** The number of the current training step, from 1, as a double. */
    public static Given step() {
        return new Given(STEP, Scalar.DOUBLE);
    }

    /** How often a learning rate was reduced, as a double: stands for a variable until a training step is made. */
    public static Given reductions() {
        return new Given(REDUCTIONS, Scalar.DOUBLE);
    }

    /** The key of a random stream: of (seed, step, stream). */
    public static Given key(int stream) {
        return new Given(KEY + stream, Scalar.INT);
    }

    /** How many lanes a vector has on this machine. */
    public static Given lanes() {
        return new Given(LANES, Scalar.INT);
    }

    /** The number of the lane, from 0. */
    public static Given lane() {
        return new Given(LANE, Scalar.INT);
    }

    /** The first element of the part that a call computes, along the axis that the kernel is divided along. */
    public static Given from() {
        return new Given(FROM, Scalar.INT);
    }

    /** The element behind the last of that part. */
    public static Given to() {
        return new Given(TO, Scalar.INT);
    }

    /** The number of the thread that calls, from 0. */
    public static Given member() {
        return new Given(MEMBER, Scalar.INT);
    }

    /** The turn of the loop around the kernel. @param depth how many loops are around that loop */
    public static Given turn(int depth) {
        return new Given(TURN + depth, Scalar.INT);
    }

    public static boolean isTurn(Given given) {
        return given.name().startsWith(TURN);
    }

    public static boolean isMember(Given given) {
        return given.name().equals(MEMBER);
    }

    /** Whether the value says which part of the kernel a call computes. */
    public static boolean isPart(Given given) {
        return isRange(given) || isMember(given);
    }

    public static boolean isRange(Given given) {
        return given.name().equals(FROM) || given.name().equals(TO);
    }

    public static boolean isLane(Given given) {
        return given.name().equals(LANE);
    }

    /** Whether this machine has 32 vector registers, not 16. */
    public static Given manyRegisters() {
        return new Given(MANY_REGISTERS, Scalar.BOOL);
    }

    /** Whether two turns of a tall tile's loop fit the vector registers, as this JVM assigns them; only where there are 32. */
    public static Given twoTurns() {
        return new Given(TWO_TURNS, Scalar.BOOL);
    }

    public static boolean isTwoTurns(Given given) {
        return given.name().equals(TWO_TURNS);
    }

    /** The number 1, where the JIT does not know it: what is multiplied by it is no constant to the JIT. */
    public static Given one() {
        return new Given(ONE, Scalar.INT);
    }

    public static boolean isOne(Given given) {
        return given.name().equals(ONE);
    }

    public static boolean isLanes(Given given) {
        return given.name().equals(LANES);
    }

    /** Whether no caller but the machine gives the value. */
    public static boolean isMachine(Given given) {
        return isLanes(given)
                || isLane(given)
                || isTwoTurns(given)
                || isOne(given)
                || given.name().equals(MANY_REGISTERS);
    }

    public static boolean isStep(Given given) {
        return given.name().equals(STEP);
    }

    public static boolean isKey(Given given) {
        return given.name().startsWith(KEY);
    }

    public static boolean isSize(Given given) {
        return !given.name().startsWith("#");
    }

    /** The stream of a key. */
    public static int stream(Given key) {
        return Integer.parseInt(key.name().substring(KEY.length()));
    }
}
