// SPDX-License-Identifier: Apache-2.0
/** A module with a generated class in it. */
module org.example {
    requires org.gradwright.runtime;
}
