// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import java.util.Arrays;
import java.util.List;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.onnx.format.OnnxException;
import org.gradwright.onnx.format.OnnxTensor;

/** What a name of the file stands for while it is imported. */
sealed interface Value {
    /** Known when compiling. */
    record Known(Tensor tensor, Element element) implements Value {
        /**
         * Nothing of some axes of a tensor. Files ask for it where a part happens to have no elements, and join it with others.
         *
         * @throws OnnxException when a size of another axis is free
         */
        static Known empty(TensorType type, int... axes) {
            int[] shape = type.shape().sizes().stream().mapToInt(Known::length).toArray();
            Arrays.stream(axes).forEach(axis -> shape[axis] = 0);
            return new Known(Tensor.zeros(shape), type.element());
        }

        private static int length(Size size) {
            if (!size.isKnown()) {
                throw new OnnxException(
                        "a part is empty, and the size `" + size + "` has to be known: fix it with --dim");
            }
            return Math.toIntExact(size.known());
        }

        boolean isEmpty() {
            return tensor.data().length == 0;
        }
    }

    /** A table of the file that nobody has read yet: it becomes a parameter where it is read as a tensor. */
    record Table(OnnxTensor tensor) implements Value {}

    /** Whole numbers of which some are free sizes: a vector, or one number; also as numbers of an element type that is real. */
    record Sizes(List<Size> sizes, boolean isVector, boolean isReal) implements Value {
        public Sizes {
            sizes = List.copyOf(sizes);
        }

        Sizes(List<Size> sizes, boolean isVector) {
            this(sizes, isVector, false);
        }

        /** The same numbers as a value that is known, if all are. */
        static Value of(List<Size> sizes, boolean isVector) {
            if (!sizes.stream().allMatch(Size::isKnown)) {
                return new Sizes(sizes, isVector);
            }
            double[] data = sizes.stream().mapToDouble(Size::known).toArray();
            return new Known(new Tensor(isVector ? new int[] {data.length} : new int[0], data), Element.I32);
        }

        TensorType type() {
            return new TensorType(
                    isReal ? Element.REAL : Element.I32, isVector ? Shape.of(sizes.size()) : Shape.of(new long[0]));
        }
    }

    /** A name of the network. */
    record Bound(Term term) implements Value {}

    /** Several values, which only exist while importing. */
    record Sequence(List<Value> elements) implements Value {
        public Sequence {
            elements = List.copyOf(elements);
        }
    }

    /** Absent. */
    record None() implements Value {}
}
