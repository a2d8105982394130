// SPDX-License-Identifier: Apache-2.0
package org.gradwright.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.function.DoubleSupplier;

/**
 * Calls a method with all its arguments as a program that names it would. A handle costs nanoseconds unless it is a
 * constant, so each call has a class of its own, made from this one, with the handle as its constant.
 */
final class DirectCall implements DoubleSupplier {
    private static final MethodHandle HANDLE = handle();

    DirectCall() {}

    private static MethodHandle handle() {
        try {
            return MethodHandles.classData(MethodHandles.lookup(), ConstantDescs.DEFAULT_NAME, MethodHandle.class);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The call of a handle of type {@code ()float}. */
    static DoubleSupplier of(MethodHandle handle) {
        try {
            MethodHandles.Lookup lookup =
                    MethodHandles.lookup().defineHiddenClassWithClassData(template(), handle, true);
            return (DoubleSupplier)
                    lookup.lookupClass().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] template() {
        try (InputStream in = DirectCall.class.getResourceAsStream("DirectCall.class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public double getAsDouble() {
        try {
            return (float) HANDLE.invokeExact();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
