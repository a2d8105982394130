// SPDX-License-Identifier: Apache-2.0
/** What is measured with JMH. */
package org.gradwright.benchmarks;
