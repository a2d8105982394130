// SPDX-License-Identifier: Apache-2.0
/** What expressions stand for while a model is read: tensors, numbers, sizes, functions, layers. */
package org.gradwright.compiler.lang.value;
