// SPDX-License-Identifier: Apache-2.0
/** Mathematics as people write it: formulas and documents made of them, and their forms as text, LaTeX and MathML. */
package org.gradwright.compiler.notation;
