// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler;

/** Stands for what the lower packages must not know. */
public final class UpwardsTarget {}
