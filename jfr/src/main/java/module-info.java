// SPDX-License-Identifier: Apache-2.0
/** Training as events of JDK Flight Recorder; the runtime itself knows nothing of it. */
module org.gradwright.jfr {
    requires transitive org.gradwright.runtime;
    requires jdk.jfr;

    exports org.gradwright.jfr;
}
