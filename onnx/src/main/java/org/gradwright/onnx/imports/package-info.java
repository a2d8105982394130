// SPDX-License-Identifier: Apache-2.0
/** From ONNX models to networks: one entry an operator, which says it in the language. */
package org.gradwright.onnx.imports;
