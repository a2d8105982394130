// SPDX-License-Identifier: Apache-2.0
/** An application with a network in it: at run time it needs the runtime and nothing else, in particular no compiler. */
module org.gradwright.samples.embedded {
    requires org.gradwright.runtime;
}
