// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.bench;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.gradwright.compiler.emit.Driver;
import org.gradwright.runtime.TrainingStep;

/** The typed method of a generated class with all its arguments, as a program that embeds the class calls it. */
final class Call {
    private final MethodHandle handle;

    private Call(MethodHandle handle) {
        this.handle = handle;
    }

    /** @param arguments as for {@code stepWith}: sizes, then one value for each input that the driver takes */
    static Call of(TrainingStep model, Driver driver, Object[] arguments) {
        Method method = Arrays.stream(model.getClass().getMethods())
                .filter(m -> m.getName().equals(driver.name()) && m.getParameterCount() == arguments.length)
                .findFirst()
                .orElseThrow();
        Class<?>[] types = method.getParameterTypes();
        var bound = new Object[1 + arguments.length];
        bound[0] = model;
        for (int i = 0; i < arguments.length; i++) {
            bound[i + 1] = as(types[i], arguments[i]);
        }
        try {
            MethodHandle all = MethodHandles.publicLookup().unreflect(method);
            return new Call(MethodHandles.insertArguments(all, 0, bound).asType(MethodType.methodType(void.class)));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object as(Class<?> type, Object value) {
        if (value instanceof double[] reals) {
            return reals(type, reals);
        }
        if (value instanceof int[] whole && type == int.class) {
            return whole[0];
        }
        return value instanceof boolean[] conditions && type == boolean.class ? (Object) conditions[0] : value;
    }

    private static Object reals(Class<?> type, double[] values) {
        if (type == double.class) {
            return values[0];
        }
        if (type == float.class) {
            return (float) values[0];
        }
        return type == float[].class ? floats(values) : values;
    }

    private static float[] floats(double[] values) {
        var floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    void run() {
        try {
            handle.invokeExact();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
