// SPDX-License-Identifier: Apache-2.0
/** Models and tensors as ONNX files hold them. */
package org.gradwright.onnx.format;
