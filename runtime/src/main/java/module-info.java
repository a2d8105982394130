// SPDX-License-Identifier: Apache-2.0
/** Runs generated training steps. Requires nothing but the JDK's base module. */
module org.gradwright.runtime {
    exports org.gradwright.runtime;
    exports org.gradwright.runtime.data;
}
