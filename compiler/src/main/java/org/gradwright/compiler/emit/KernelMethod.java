// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.gradwright.compiler.fuse.Split;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.kernel.Expr.Local;
import org.gradwright.compiler.kernel.Givens;
import org.gradwright.compiler.kernel.Scalar;
import org.gradwright.compiler.kernel.Stmt;

/**
 * A kernel as a static method: its buffers are arrays at known offsets, what it is given are parameters, and all names are
 * Java identifiers.
 *
 * @param comment the model lines that it computes
 * @param vectorForm methods of another class that together compute the same bits with vectors
 * @param split how it is computed in parts: then two of its parameters are the range
 * @param line of the model, for stack traces; 0 when unknown
 */
public record KernelMethod(
        String name,
        List<String> comment,
        int line,
        List<Parameter> parameters,
        List<Stmt> body,
        List<KernelMethod> vectorForm,
        Optional<Split> split) {
    public KernelMethod {
        comment = List.copyOf(comment);
        parameters = List.copyOf(parameters);
        body = List.copyOf(body);
        vectorForm = List.copyOf(vectorForm);
    }

    /** Whether the vector form is called block by block. */
    public boolean isBlocked() {
        return vectorForm.size() > 1 && split.isPresent() && split.get().block() > 0;
    }

    /** How many methods the kernel is, in all its forms: what its class grows with. */
    public int weight() {
        return 1 + vectorForm.size();
    }

    /** The parameter that computes products of matrices block by block, if it has one. */
    public Optional<String> products() {
        return parameters.stream()
                .filter(Parameter::isProducts)
                .map(Parameter::name)
                .findFirst();
    }

    /** The parameters that some method of the vector form takes, each source once. */
    public List<Parameter> vectorParameters() {
        var bySource = new LinkedHashMap<String, Parameter>();
        vectorForm.forEach(v -> v.parameters().forEach(p -> bySource.putIfAbsent(p.source(), p)));
        return List.copyOf(bySource.values());
    }

    /** The method itself, where this is a call of one that several kernels share. */
    KernelMethod declared() {
        return at(Addressing.AT, UnaryOperator.identity());
    }

    /**
     * A call for another kernel.
     *
     * @param place what the caller passes for where the kernel's places begin
     * @param arrays from the inputs and the table of places that this one is passed to the other's
     */
    KernelMethod at(String place, UnaryOperator<String> arrays) {
        if (parameters.stream().noneMatch(Parameter::isPlace)) {
            return this;
        }
        var forms = vectorForm.stream().map(f -> f.at(place, arrays)).toList();
        var passed = parameters.stream().map(p -> p.at(place, arrays)).toList();
        return new KernelMethod(name, comment, line, passed, body, forms, split);
    }

    /** What tells calls apart: the method, and where the kernel's places begin. */
    public String call() {
        return parameters.stream()
                .filter(Parameter::isPlace)
                .map(p -> name + p.source())
                .findFirst()
                .orElse(name);
    }

    /** Whether each call computes a range; else all calls do the same. */
    public boolean isRanged() {
        return parameters.stream().anyMatch(Parameter::isFrom);
    }

    KernelMethod withName(String other) {
        return new KernelMethod(other, comment, line, parameters, body, vectorForm, split);
    }

    KernelMethod with(List<Stmt> otherBody, List<KernelMethod> otherForm) {
        return new KernelMethod(name, comment, line, parameters, otherBody, otherForm, split);
    }

    /** What a failing index check says before the index: the model line, else the method. */
    public String indexPlace() {
        String prefix = ":" + line + "  ";
        return comment.stream()
                .filter(c -> c.contains(prefix))
                .findFirst()
                .map(c -> c.replaceFirst("  (.*)", ", `$1`") + ": index")
                .orElse(name + ": index");
    }

    /**
     * A parameter.
     *
     * @param name in the method
     * @param type of the value, or of an array's elements
     * @param source what the caller passes: the name of one of its own locals
     */
    public record Parameter(String name, Scalar type, boolean array, String source) {
        /** Whether it is the beginning of the part to compute. */
        public boolean isFrom() {
            return source.equals(Givens.from().name());
        }

        /** Whether it is the end of the part to compute. */
        public boolean isTo() {
            return source.equals(Givens.to().name());
        }

        /** Whether it is the number of the thread that calls. */
        public boolean isMember() {
            return source.equals(Givens.member().name());
        }

        /** Whether it says which part of the kernel a call computes. */
        public boolean isPart() {
            return isFrom() || isTo() || isMember();
        }

        /** Whether it says where in the table of places the kernel's own begin. */
        public boolean isPlace() {
            return source.startsWith(Addressing.AT);
        }

        /** Whether the caller passes a number, not a local. */
        public boolean isNumber() {
            return isPlace() && source.length() > Addressing.AT.length();
        }

        /** The number that the caller passes. */
        public int number() {
            return Integer.parseInt(source.substring(Addressing.AT.length()));
        }

        /** Whether it is the table of places. */
        public boolean isPlaces() {
            return source.startsWith(Addressing.PLACES);
        }

        /** The number of the program whose places they are. */
        public int program() {
            return Integer.parseInt(source.substring(Addressing.PLACES.length()));
        }

        private Parameter at(String place, UnaryOperator<String> arrays) {
            String other = isPlace() ? place : array && !isArena() ? arrays.apply(source) : source;
            return new Parameter(name, type, array, other);
        }

        /** Whether it is the arena of reals or that of whole numbers. */
        public boolean isArena() {
            return source.equals(Addressing.REALS) || source.equals(Addressing.INTS);
        }

        /** The field of an arena. */
        public String field(Precision precision) {
            return source.equals(Addressing.INTS) ? "i32" : Calls.isDouble(precision) ? "f64" : "f32";
        }

        /** Whether it is what computes products of matrices. */
        public boolean isProducts() {
            return source.equals(Addressing.PRODUCTS);
        }

        /** Whether it is the key of a random stream. */
        public boolean isKey() {
            return source.startsWith(Addressing.KEY);
        }

        /** The stream of a key. */
        public int stream() {
            return Integer.parseUnsignedInt(source.substring(Addressing.KEY.length()));
        }

        /** Whether it is the number of the step. */
        public boolean isStepNumber() {
            return source.equals(Addressing.STEP_NUMBER);
        }

        Local local() {
            return new Local(name, type);
        }
    }
}
