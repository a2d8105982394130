// SPDX-License-Identifier: Apache-2.0
/** Runs generated training steps. Requires nothing but the JDK's base module, and does without the Vector API where it is missing. */
module org.gradwright.runtime {
    requires static jdk.incubator.vector;

    exports org.gradwright.runtime;
    exports org.gradwright.runtime.data;
}
