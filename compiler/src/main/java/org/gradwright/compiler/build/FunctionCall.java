// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build;

/** A call whose optional arguments, if there are any, are given by {@link #with}. */
public final class FunctionCall extends Call<FunctionCall> {
    FunctionCall(Parts parts) {
        super(parts);
    }

    @Override
    protected FunctionCall of(Parts parts) {
        return new FunctionCall(parts);
    }
}
