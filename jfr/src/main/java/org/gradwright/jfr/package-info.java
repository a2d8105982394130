// SPDX-License-Identifier: Apache-2.0
/** Training as events of JDK Flight Recorder: one a step and one an epoch. */
package org.gradwright.jfr;
