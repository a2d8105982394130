// SPDX-License-Identifier: Apache-2.0
/** Runs public reference cases through the compiled class and compares the numbers. */
package org.gradwright.conformance;
