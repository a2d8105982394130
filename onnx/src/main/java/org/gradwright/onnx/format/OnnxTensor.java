// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.format;

import org.gradwright.compiler.graph.Tensor;

/** A tensor of a file; whole numbers and conditions as doubles, which is exact up to 2^53. */
public record OnnxTensor(String name, ElementType type, Tensor value) {}
