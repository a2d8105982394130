// SPDX-License-Identifier: Apache-2.0
/** From graphs to ONNX models: the forward computation with the values of its parameters. */
package org.gradwright.onnx.exports;
