// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.onnx.format.OnnxTensor;

/** What a name of the file stands for while it is imported. */
sealed interface Value {
    /** Known when compiling. */
    record Known(Tensor tensor, Element element) implements Value {}

    /** A table of the file that nobody has read yet: it becomes a parameter where it is read as a tensor. */
    record Table(OnnxTensor tensor) implements Value {}

    /** A name of the network. */
    record Bound(Term term) implements Value {}

    /** Absent. */
    record None() implements Value {}
}
